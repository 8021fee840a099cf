import type { Flow } from '@/lib/flow/model/flow'
import type { AuthorizationRequest, MessageOf, OAuthMessage } from '@/lib/flow/model/message'
import { isBodyGone } from '@/lib/flow/read/endpoint-response'
import { decodeJwt } from '@/lib/jose/decode'
import type { JsonObject } from '@/lib/model/json'
import { param, type Params } from '@/lib/model/params'
import { contains, type RuleProfile } from '@/lib/model/rule-profiles'
import { claimParams } from '@/lib/oauth/request-claims'

/** Where a parameter comes from: the authorize URL, its request object, or the pushed request. */
type ParameterOrigin = 'url' | 'request' | 'pushed'

/** The parameters that the server uses for an authorization request. */
export interface EffectiveRequest {
  /** Values of a request object that are not strings are written as JSON. */
  readonly params: Params
  /** The origin of each parameter, by its name. */
  readonly origins: ReadonlyMap<string, ParameterOrigin>
  /** The claims of the request object, in the URL or pushed; null without one. */
  readonly object: JsonObject | null
  readonly isPushed: boolean
}

type Messages = Pick<Flow, 'messages'>

/**
 * The effective parameters of an authorization request: pushed ones before those of the URL, and those of a
 * request object before those beside it. Null if a part was not observed, is encrypted or was not stored, or if
 * the endpoint was opened without any parameter.
 *
 * @see [RFC 9126](https://www.rfc-editor.org/rfc/rfc9126.html#section-4)
 * @see [RFC 9101](https://www.rfc-editor.org/rfc/rfc9101.html#section-6.3)
 */
export function effectiveRequestOf(
  message: AuthorizationRequest,
  flow: Messages,
  ruleProfile: RuleProfile,
): EffectiveRequest | null {
  const requestUri = param(message.params, 'request_uri')
  const carrier = requestUri ? pushOf(requestUri, flow) : message
  if (!carrier || message.shortened || carrier.params.length === 0) return null
  const object = objectIn(carrier.params)
  if (object === null) return null
  const isPushed = carrier !== message
  const own = object ? claimParams(object) : carrier.params
  const beside = isPushed || object ? besidesOf(message, own, ruleProfile) : []
  const inObject = object ? 'request' : 'url'
  return {
    params: [...own, ...beside],
    origins: new Map([
      ...originsOf(own, isPushed ? 'pushed' : inObject),
      ...originsOf(beside, 'url'),
    ]),
    object: object ?? null,
    isPushed,
  }
}

/** The claims of the request object in parameters; undefined without one, null if it cannot be read. */
function objectIn(params: Params): JsonObject | null | undefined {
  const text = param(params, 'request')
  return text ? decodeJwt(text).payload : undefined
}

const originsOf = (params: Params, origin: ParameterOrigin) =>
  params.map(([name]) => [name, origin] as const)

/** Parameters that only point to others. */
const references: ReadonlySet<string> = new Set(['request', 'request_uri'])

/**
 * The parameters in the URL that count beside a request object or a pushed request. OpenID Connect Core merges
 * both, RFC 9101 and FAPI use `client_id` only.
 *
 * @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.6.1)
 */
function besidesOf(
  { params }: AuthorizationRequest,
  own: Params,
  ruleProfile: RuleProfile,
): Params {
  const isStrict = contains(ruleProfile, 'FAPI1A') || contains(ruleProfile, 'FAPI2')
  const known = new Set([...references, ...own.map(([name]) => name)])
  return params.filter(([name]) => !known.has(name) && (!isStrict || name === 'client_id'))
}

/**
 * The push that returned a request_uri. If DevTools could not read the response of the only push of the flow,
 * that push was matched by its client and tab.
 */
function pushOf(requestUri: string, { messages }: Messages): MessageOf<'par-request'> | undefined {
  const pushes = messages.filter(isPush)
  const responses = messages.filter((each) => each.kind === 'par-response')
  const named = responses.findLast((response) => response.requestUri === requestUri)
  if (named) return pushes.find(({ id }) => id === named.requestMessageId)
  const [only, ...others] = pushes
  const isUnread = responses.some(
    (response) => response.requestMessageId === only?.id && isBodyGone(response),
  )
  return others.length === 0 && isUnread ? only : undefined
}

const isPush = (message: OAuthMessage): message is MessageOf<'par-request'> =>
  message.kind === 'par-request'
