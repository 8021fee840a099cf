import { editMessage } from '@/lib/flow/reduce/call-messages'
import type { Flow } from '@/lib/flow/model/flow'
import { responsesOf } from '@/lib/flow/read/find-response'
import { param } from '@/lib/model/params'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { membersOf } from '@/lib/flow/read/response-members'
import { isUnsolicited } from '@/lib/flow/read/code-state'
import { isCodeUsed } from '@/lib/flow/read/code-use'
import { worstOf } from '@/lib/model/status'
import { profilesOf } from '@/lib/storage/select'
import { isUnopened, openMessage } from '@/lib/judge/open-message'
import { editFlow } from './record'
import type { Data } from '@/lib/storage/data'
import type { Store } from './store'
import type { Check } from '@/lib/judge/verify-token'

type Exchange = (flowId: string, responseId: string) => Promise<void>

/**
 * Processes a stored response: opens and verifies its JWTs, and exchanges its code if the profile
 * says so.
 */
export function createCaptured(store: Store, check: Check, exchange: Exchange) {
  const find = async (flowId: string, responseId: string) => {
    const flow = await store.flow(flowId)
    const response = flow && responsesOf(flow).find(({ id }) => id === responseId)
    return response ? { flow, response } : null
  }

  /** Opens what was not opened yet, in the order in which it was received. */
  const open = async (flowId: string): Promise<void> => {
    const stored = await store.flow(flowId)
    const ids = stored ? unopenedIn(stored).map(({ id }) => id) : []
    for (const id of ids) {
      const flow = await store.flow(flowId)
      const message = flow?.messages.find((each) => each.id === id)
      if (!flow || !message) continue
      const opened = await openMessage(message, flow, await store.data(), check)
      await editFlow(store, flowId, (known) => editMessage(known, id, opened), flow.ruleProfile)
    }
  }

  /** A request with a request object was captured, or a response where its id is given. */
  const captured = async (flowId: string, responseId: string | null): Promise<void> => {
    await open(flowId)
    if (responseId === null) return
    const found = await find(flowId, responseId)
    try {
      if (found && wantsExchange(found.flow, found.response, await store.data()))
        await exchange(flowId, responseId)
    } finally {
      if (found?.flow.exchangeDue !== undefined)
        await editFlow(store, flowId, ({ exchangeDue: _, ...flow }) => flow)
    }
  }

  const resume = async (flowId: string): Promise<void> => {
    const responseId = (await store.flow(flowId))?.exchangeDue
    if (responseId !== undefined) await captured(flowId, responseId)
  }

  return {
    captured,

    /** Processes the responses that a terminated worker left. */
    async readRest(): Promise<void> {
      const { facts } = await store.data()
      for (const { id, marks } of facts.values()) if (marks.includes('unopened')) await open(id)
      for (const { id, marks } of facts.values())
        if (marks.includes('exchange-due')) await resume(id)
    },
  }
}

function unopenedIn(flow: Flow): Flow['messages'] {
  return flow.messages.filter((message) => isUnopened(message, flow))
}

/**
 * Whether to exchange a captured code immediately: the profile says so, Parley has the code_verifier,
 * and no check of the response failed.
 */
function wantsExchange(flow: Flow, response: AuthorizationResponse, data: Data): boolean {
  const profile = profilesOf(data).find(({ id }) => id === flow.profileId)
  const members = membersOf(response)
  const code = param(members, 'code') ?? ''
  return (
    profile?.autoExchange === true &&
    code !== '' &&
    param(members, 'error') === undefined &&
    flow.requested.codeVerifier !== null &&
    !isUnsolicited(response) &&
    !isCodeUsed(flow, code) &&
    worstOf(response.results) !== 'fail'
  )
}
