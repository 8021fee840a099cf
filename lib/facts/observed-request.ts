import type { Flow } from '@/lib/flow/model/flow'
import type { OAuthMessage } from '@/lib/flow/model/message'
import { decodeJwt } from '@/lib/jose/decode'
import { param, type Params } from '@/lib/model/params'

/** An authorization request whose parameters were all observed, so that a missing one was not sent. */
export interface ObservedRequest {
  readonly names: ReadonlySet<string>
  /** The request was pushed, or its parameters are in a request object. */
  readonly isProtected: boolean
}

/** The authorization request of a flow; null if a part of it was not observed. */
export function observedRequestOf({ messages }: Pick<Flow, 'messages'>): ObservedRequest | null {
  const pushed = messages.findLast(({ kind }) => kind === 'par-request')
  const request = pushed ?? messages.findLast(({ kind }) => kind === 'authorization-request')
  const params = request && paramsIn(request)
  if (!params) return null
  const names = namesIn(params)
  const isProtected = pushed !== undefined || param(params, 'request') !== undefined
  return names && { names, isProtected }
}

/** The parameters of a request; null if some were not stored. */
function paramsIn(message: OAuthMessage): Params | null {
  const isShortened = 'shortened' in message && message.shortened
  return 'params' in message && message.params.length > 0 && !isShortened ? message.params : null
}

/** The names of the parameters and of the claims of a request object; null if they are somewhere else. */
function namesIn(params: Params): ReadonlySet<string> | null {
  const object = param(params, 'request')
  const claims = object === undefined ? {} : decodeJwt(object).payload
  if (!claims || param(params, 'request_uri') !== undefined) return null
  return new Set([...params.map(([name]) => name), ...Object.keys(claims)])
}
