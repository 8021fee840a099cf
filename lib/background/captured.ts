import { editMessage } from '@/lib/flow/reduce/call'
import type { Flow } from '@/lib/flow/model/flow'
import { responsesOf } from '@/lib/flow/read/responses'
import { param } from '@/lib/model/params'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { membersOf } from '@/lib/flow/read/response-members'
import { isCodeUsed } from '@/lib/flow/read/code-use'
import { worstOf } from '@/lib/model/status'
import { profilesOf } from '@/lib/storage/select'
import { isUnopened, openMessage } from '@/lib/judge/open-message'
import { editFlow } from './record'
import type { Data } from '@/lib/storage/data'
import type { Store } from './store'
import type { Check } from '@/lib/judge/verify-token'

type Exchange = (flowId: string, responseId: string) => Promise<void>

/** What is done with a response once it is stored: its JWTs are opened and verified, its code is exchanged where that is wanted. */
export function createCaptured(store: Store, check: Check, exchange: Exchange) {
  const find = async (flowId: string, responseId: string) => {
    const flow = await store.flow(flowId)
    const response = flow && responsesOf(flow).find(({ id }) => id === responseId)
    return response ? { flow, response } : null
  }

  const read = async (flowId: string, responseId: string): Promise<void> => {
    const found = await find(flowId, responseId)
    if (!found || !isUnopened(found.response)) return
    const { flow, response } = found
    const opened = await openMessage(response, flow, await store.data(), check)
    await editFlow(store, flowId, (known) => editMessage(known, responseId, opened))
  }

  return {
    async captured(flowId: string, responseId: string): Promise<void> {
      await read(flowId, responseId)
      const found = await find(flowId, responseId)
      if (found && wantsExchange(found.flow, found.response, await store.data()))
        await exchange(flowId, responseId)
    },

    /** Reads what a worker that died had no time for. */
    async readRest(): Promise<void> {
      const { live } = await store.data()
      for (const flow of live)
        for (const response of responsesOf(flow).filter(isUnopened))
          await read(flow.id, response.id)
    },
  }
}

/**
 * Whether a captured code is to be exchanged at once: the profile says so, Parley holds the
 * code_verifier, and nothing is wrong with the response.
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
    !isCodeUsed(flow, code) &&
    worstOf(response.results) !== 'fail'
  )
}
