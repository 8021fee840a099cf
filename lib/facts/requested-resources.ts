import type { Flow } from '@/lib/flow/model/flow'
import type { EndpointRequest, OAuthMessage } from '@/lib/flow/model/message'
import { decodeJwt } from '@/lib/jose/decode'
import { textIn, textsIn } from '@/lib/model/json'
import { param, type Params } from '@/lib/model/params'

/**
 * `resource` of the authorization request of a flow; empty if it has none, null if its parameters were not
 * observed.
 *
 * @see [RFC 8707](https://www.rfc-editor.org/rfc/rfc8707.html#section-2.1)
 */
export function authorizedResources({
  messages,
}: Pick<Flow, 'messages'>): readonly string[] | null {
  const pushed = messages.findLast(({ kind }) => kind === 'par-request')
  const request = pushed ?? messages.findLast(({ kind }) => kind === 'authorization-request')
  const params = request && paramsIn(request)
  if (!params) return null
  const object = param(params, 'request')
  if (object === undefined) return resourcesIn(params)
  const { payload } = decodeJwt(object)
  if (!payload || payload['resource'] === undefined) return payload && []
  const one = textIn(payload, 'resource')
  return one === null ? textsIn(payload, 'resource') : [one]
}

/**
 * The resources that a token request asks for: its own, otherwise those of the authorization request. Null if
 * not known.
 *
 * @see [RFC 8707](https://www.rfc-editor.org/rfc/rfc8707.html#section-2.2)
 */
export function requestedResources(
  flow: Pick<Flow, 'messages'>,
  request: Pick<EndpointRequest, 'params'>,
): readonly string[] | null {
  const own = resourcesIn(request.params)
  if (own.length > 0) return own
  const grant = param(request.params, 'grant_type') ?? ''
  return ofAuthorization.has(grant) ? authorizedResources(flow) : []
}

/** Grants whose tokens are for the authorization request. */
const ofAuthorization: ReadonlySet<string> = new Set(['authorization_code', 'refresh_token'])

/** The parameters of a request; null if they were not stored or are behind a `request_uri`. */
function paramsIn(message: OAuthMessage): Params | null {
  const isShortened = 'shortened' in message && message.shortened
  if (!('params' in message) || message.params.length === 0 || isShortened) return null
  return param(message.params, 'request_uri') === undefined ? message.params : null
}

function resourcesIn(params: Params): readonly string[] {
  return params.flatMap(([name, value]) => (name === 'resource' && value !== '' ? [value] : []))
}
