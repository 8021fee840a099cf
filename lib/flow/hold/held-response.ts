import type { Issue } from '@/lib/model/issue'
import type { Flow } from '@/lib/flow/model/flow'
import { responsesOf } from '@/lib/flow/read/find-response'
import type { Defence, Hold, Release } from '@/lib/flow/model/hold'
import { param, type Params } from '@/lib/model/params'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { acceptsForm } from '@/lib/model/url'
import { changesOf } from '@/lib/flow/read/release'
import { membersOf } from '@/lib/flow/read/response-members'
import { isCodeUsed } from '@/lib/flow/read/code-use'

/** Why a response cannot be released, by the state of its hold. Null if it can. */
const refusals: Readonly<Record<Hold['state'], string | null>> = {
  held: null,
  exchanged: null,
  releasing: 'release_under_way',
  released: 'release_done',
  discarded: 'release_discarded',
}

/** The response of a flow; undefined if it no longer exists. */
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

/** Why a held response cannot be released; null if it can. */
export function refuseRelease(response: AuthorizationResponse): Issue | null {
  const { hold, shortened, responseMode, target } = response
  const code = hold ? refusals[hold.state] : 'release_not_held'
  if (code !== null) return { code }
  if (responseMode === 'form' && !acceptsForm(target)) return { code: 'release_form_ipv6' }
  return shortened ? { code: 'release_shortened' } : null
}

/** The record of a release that has not begun yet. */
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

/**
 * Records whether the app defended itself against the release at time `at`, as observed by the tester.
 * Returns the same flow if the response is not held.
 */
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

/**
 * The state of a held response while no release is under way: `exchanged` if its code was sent to the token
 * endpoint.
 */
export function restingState(flow: Flow, response: AuthorizationResponse): 'held' | 'exchanged' {
  const code = param(membersOf(response), 'code')
  return code !== undefined && isCodeUsed(flow, code) ? 'exchanged' : 'held'
}

/** Marks held responses as exchanged if their codes were exchanged in the meantime. */
export function settleExchanged(flow: Flow): Flow {
  return responsesOf(flow).reduce((known, response) => {
    const { hold } = response
    return hold?.state === 'held' && restingState(flow, response) === 'exchanged'
      ? editHold(known, response.id, { ...hold, state: 'exchanged' })
      : known
  }, flow)
}
