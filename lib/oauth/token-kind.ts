import { isObject, listOf, textIn, type JsonObject } from '@/lib/model/json'
import type { DecodedJwt } from '@/lib/jose/types'

/** The kinds that a JWT can be judged as. `jwt` is a JWT of an unknown kind. */
export const jwtKinds = [
  'id-token',
  'access-token',
  'refresh-token',
  'jarm',
  'userinfo',
  'introspection',
  'logout-token',
  'set',
  'software-statement',
  'client-assertion',
  'request-object',
  'dpop-proof',
  'key-binding',
  'jwt',
] as const

export type JwtKind = (typeof jwtKinds)[number]

/** The kind of a token. `jws` is a JWS that is not a JWT; `opaque` is neither a JWT nor a JWS. */
export type TokenKind = JwtKind | 'sd-jwt' | 'jws' | 'opaque'

/** The kind of a token, and the feature that identified it; null if it was chosen by default. */
export interface TokenRole {
  readonly kind: TokenKind
  readonly sign: string | null
}

/**
 * The media type in `typ`, in lower case and without a leading `application/`.
 *
 * @see [RFC 7515](https://www.rfc-editor.org/rfc/rfc7515.html#section-4.1.9)
 */
export function tokenType(header: JsonObject | null): string | null {
  return (
    textIn(header, 'typ')
      ?.toLowerCase()
      .replace(/^application\//, '') ?? null
  )
}

/** @see [RFC 8725](https://www.rfc-editor.org/rfc/rfc8725.html#section-3.11) */
const kindByType: ReadonlyMap<string, TokenKind> = new Map([
  ['at+jwt', 'access-token'],
  ['client-authentication+jwt', 'client-assertion'],
  ['dpop+jwt', 'dpop-proof'],
  ['kb+jwt', 'key-binding'],
  ['logout+jwt', 'logout-token'],
  ['oauth-authz-req+jwt', 'request-object'],
  ['secevent+jwt', 'set'],
  ['token-introspection+jwt', 'introspection'],
])

/** @see [OpenID Connect Back-Channel Logout](https://openid.net/specs/openid-connect-backchannel-1_0.html#rfc.section.2.4) */
export const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout'

type Sign = (claims: JsonObject) => string | undefined

const has =
  (...names: readonly string[]): Sign =>
  (claims) =>
    names.find((name) => Object.hasOwn(claims, name))

const is =
  (name: string, value: string): Sign =>
  (claims) =>
    textIn(claims, name)?.toLowerCase() === value ? `${name}: ${value}` : undefined

const idTokenClaims = has('nonce', 'at_hash', 'c_hash', 's_hash', 'auth_time', 'acr', 'amr')

/** Claims that only one kind of token has. The first match decides. */
const kindByClaims: readonly (readonly [kind: TokenKind, sign: Sign])[] = [
  ['logout-token', ({ events }) => (hasEvent(events, logoutEvent) ? 'events' : undefined)],
  ['set', has('events')],
  ['introspection', has('token_introspection')],
  ['dpop-proof', has('htm', 'htu')],
  ['key-binding', has('sd_hash')],
  ['request-object', has('response_type', 'code_challenge', 'redirect_uri')],
  ['request-object', isOfClient],
  ['jwt', has('software_statement')],
  ['software-statement', has('software_id', 'software_client_id')],
  ['software-statement', is('iss', 'cdr-register')],
  ['jarm', has('code', 'error', 'response')],
  ['client-assertion', isSelfIssued],
  // Keycloak and Cognito use a claim.
  ['access-token', is('typ', 'bearer')],
  ['access-token', is('token_use', 'access')],
  ['refresh-token', is('typ', 'refresh')],
  ['refresh-token', is('typ', 'offline')],
  ['id-token', is('typ', 'id')],
  ['id-token', is('token_use', 'id')],
  ['id-token', has('nonce', 'at_hash', 'c_hash', 's_hash')],
  ['access-token', has('scope', 'scp', 'client_id', 'cid', 'appid', 'gty')],
  ['id-token', idTokenClaims],
  ['access-token', ({ aud }) => (isUrlAudience(aud) ? 'aud' : undefined)],
  ['userinfo', lacksExpiry],
]

function hasEvent(events: unknown, name: string): boolean {
  return isObject(events) && Object.hasOwn(events, name)
}

/** @see [RFC 7523](https://www.rfc-editor.org/rfc/rfc7523.html#section-3) */
function isSelfIssued({ iss, sub }: JsonObject): string | undefined {
  return iss !== undefined && iss === sub ? 'iss = sub' : undefined
}

/**
 * The client is the issuer, and there is no subject. Other parameters may be in the URL instead of the
 * request object.
 *
 * @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.6.1)
 */
function isOfClient({ client_id: clientId, iss = clientId, sub }: JsonObject): string | undefined {
  return typeof clientId === 'string' && iss === clientId && sub === undefined
    ? 'client_id'
    : undefined
}

/** The audience of an access token is a resource server, which has a URL. A client_id is rarely a URL. */
function isUrlAudience(aud: unknown): boolean {
  const audiences = listOf(aud)
  return (
    audiences.length > 0 &&
    audiences.every((each) => typeof each === 'string' && /^https?:\/\//.test(each))
  )
}

/** @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.5.3.2) */
function lacksExpiry(claims: JsonObject): string | undefined {
  const { sub, exp, iss, aud } = claims
  const isAddressed = iss !== undefined || aud !== undefined
  return sub !== undefined && exp === undefined && isAddressed ? 'no exp' : undefined
}

/** The kind that a token declares: by its `typ`, otherwise by its claims. */
export function tokenRole(jwt: DecodedJwt): TokenRole {
  if (isOpaque(jwt)) return { kind: 'opaque', sign: null }
  if (jwt.sdJwt) return { kind: 'sd-jwt', sign: jwt.json ? 'disclosures' : '~' }
  if (isOnlyJws(jwt)) return { kind: 'jws', sign: signOfJws(jwt) }
  return roleByType(jwt) ?? roleByClaims(jwt)
}

/**
 * A JWS whose payload is elsewhere or cannot be claims.
 *
 * @see [RFC 7515](https://www.rfc-editor.org/rfc/rfc7515.html#appendix-F)
 * @see [RFC 7797](https://www.rfc-editor.org/rfc/rfc7797.html#section-3)
 */
function isOnlyJws({ kind, isDetached, isUnencoded, json, payload }: DecodedJwt): boolean {
  return kind === 'jws' && (isDetached || isUnencoded || (json !== null && payload === null))
}

function signOfJws({ isUnencoded, isDetached, json }: DecodedJwt): string {
  if (isUnencoded) return 'b64: false'
  if (!isDetached) return 'payload'
  return json ? 'no payload' : '..'
}

/** The kind from `typ`. An unknown type with a `+` makes the token a `jwt`, whatever its claims are. */
function roleByType({ header, payload }: DecodedJwt): TokenRole | null {
  const type = tokenType(header) ?? ''
  const kind = kindByType.get(type) ?? kindBySuffix(type)
  if (kind === 'set' && hasEvent(payload?.['events'], logoutEvent))
    return { kind: 'logout-token', sign: 'events' }
  return kind && { kind, sign: `typ: ${textIn(header, 'typ')}` }
}

/** @see [RFC 9901](https://www.rfc-editor.org/rfc/rfc9901.html#section-9.11) */
function kindBySuffix(type: string): TokenKind | null {
  if (type.endsWith('+sd-jwt')) return 'sd-jwt'
  return type.includes('+') ? 'jwt' : null
}

function roleByClaims({ payload }: DecodedJwt): TokenRole {
  if (!payload) return { kind: 'jwt', sign: null }
  for (const [kind, signOf] of kindByClaims) {
    const sign = signOf(payload)
    if (sign !== undefined) return { kind, sign }
  }
  return { kind: Object.hasOwn(payload, 'iss') ? 'id-token' : 'jwt', sign: null }
}

/** The beginning of a JSON object in base64url: `{"`, `{ `, or `{` with a line break or tab. */
const objectStart = /^(?:ey|ew[0ko])/

/**
 * Whether a text is a token but not a JWT: a reference that only its issuer can read. A damaged JWT is not
 * opaque.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-1.4)
 */
function isOpaque({ text, parts, header, issues }: DecodedJwt): boolean {
  if (!/^[\x21-\x7e]+$/.test(text) || /^[{[<"]|:\/\//.test(text)) return false
  if (issues.some(({ code }) => code === 'white_space' || code === 'too_large')) return false
  if (parts.length === 1) return !Object.hasOwn(header ?? {}, 'alg')
  return header === null && !parts.slice(0, 2).some((part) => objectStart.test(part))
}
