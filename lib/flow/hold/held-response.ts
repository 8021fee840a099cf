import type { Issue } from '@/lib/model/issue'
import type { Flow } from '@/lib/flow/model/flow'
import { responsesOf } from '@/lib/flow/read/responses'
import type { Defence, Hold, Release } from '@/lib/flow/model/hold'
import { param, type Params } from '@/lib/model/params'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { changesOf } from '@/lib/flow/read/release'
import { membersOf } from '@/lib/flow/read/response-members'
import { isCodeUsed } from '@/lib/flow/read/code-use'

/** Why a response cannot be released now, by the state of its hold. */
const refusals: Readonly<Record<Hold['state'], string | null>> = {
  held: null,
  exchanged: null,
  releasing: 'release_under_way',
  released: 'release_done',
  discarded: 'release_discarded',
}

/** The response of a flow, or undefined where it is gone. */
export function responseIn(flow: Flow, id: string): AuthorizationResponse | undefined {
  return responsesOf(flow).find((response) => response.id === id)
}

/** Changes the hold of a response. */
export function editHold(flow: Flow, responseId: string, hold: Hold | null): Flow {
  const messages = flow.messages.map((message) =>
    message.id === responseId && message.kind === 'authorization-response'
      ? { ...message, hold }
      : message,
  )
  return { ...flow, messages }
}

/** Why a held response cannot be released; null where it can. */
export function refuseRelease({ hold, shortened }: AuthorizationResponse): Issue | null {
  const code = hold ? refusals[hold.state] : 'release_not_held'
  if (code !== null) return { code }
  return shortened ? { code: 'release_shortened' } : null
}

/** What is recorded of a release before it has begun. */
export function releaseOf(
  response: AuthorizationResponse,
  params: Params,
  defence: Defence | null,
  at: number,
): Release {
  const changes = changesOf(response.params, params)
  const times = defence === 'same-twice' ? 2 : 1
  return { at, params, changes, defence, times, done: 0, defended: null }
}

/** The flow with what the tester saw the app do with the release of a moment; the same flow where there is none. */
export function markRelease(
  flow: Flow,
  responseId: string,
  at: number,
  defended: boolean | null,
): Flow {
  const hold = responseIn(flow, responseId)?.hold
  if (!hold) return flow
  const releases = hold.releases.map((one) => (one.at === at ? { ...one, defended } : one))
  return editHold(flow, responseId, { ...hold, releases })
}

/** A response that was not used is held; one whose code was, is exchanged. */
export function restingState(flow: Flow, response: AuthorizationResponse): 'held' | 'exchanged' {
  const code = param(membersOf(response), 'code')
  return code !== undefined && isCodeUsed(flow, code) ? 'exchanged' : 'held'
}

/** The flow with its held responses marked whose code was exchanged meanwhile. */
export function settleExchanged(flow: Flow): Flow {
  return responsesOf(flow).reduce((known, response) => {
    const { hold } = response
    return hold?.state === 'held' && restingState(flow, response) === 'exchanged'
      ? editHold(known, response.id, { ...hold, state: 'exchanged' })
      : known
  }, flow)
}
