import { isObject } from '@/lib/model/json'
import type { Params } from '@/lib/model/params'
import { parseJson } from '@/lib/model/strict-json'
import type { Issue } from '@/lib/model/issue'
import type { ExtraParams, Profile } from './profile'

const shapes = {
  object: {
    code: 'field_not_object',
    holds: isObject,
  },
  array: { code: 'field_not_array', holds: (value: unknown) => Array.isArray(value) },
} as const

/** Parses JSON as typed. An empty text is null; a value with the wrong type is an issue. */
export function readJsonText(
  text: string,
  shape: keyof typeof shapes,
  field: string,
): { readonly value: object | null } | { readonly issue: Issue } {
  if (text.trim() === '') return { value: null }
  const { value, error } = parseJson(text)
  if (error !== null) return { issue: { code: 'field_not_json', field, seen: error } }
  const { code, holds } = shapes[shape]
  if (!holds(value)) return { issue: { code, field, seen: JSON.stringify(value).slice(0, 60) } }
  return { value: value as object }
}

/** Values generated for each authorization request. */
export interface Fresh {
  readonly redirectUri: string
  readonly state: string
  /** Null if no nonce is sent. */
  readonly nonce: string | null
  readonly codeChallenge: string
  /** Thumbprint of the DPoP key; null if the tokens are not DPoP-bound. */
  readonly dpopJkt: string | null
}

/** Whether the profile requests an ID token, which contains the nonce. */
export function asksForIdToken({ scope, responseType }: Profile): boolean {
  return scope.split(' ').includes('openid') || responseType.split(' ').includes('id_token')
}

/**
 * The parameters of an authorization request. The profile's extra parameters replace parameters of the same
 * name, so that a tester can send requests that Parley would not.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-4.1.1)
 * @see [RFC 7636](https://www.rfc-editor.org/rfc/rfc7636.html#section-4.3)
 * @see [RFC 9449](https://www.rfc-editor.org/rfc/rfc9449.html#section-10)
 */
export function authorizeParams(
  profile: Profile,
  fresh: Fresh,
): { readonly params: Params } | { readonly issues: readonly Issue[] } {
  const claims = readJsonText(profile.claims, 'object', 'claims')
  const details = readJsonText(profile.authorizationDetails, 'array', 'authorizationDetails')
  if ('issue' in claims || 'issue' in details)
    return { issues: [claims, details].flatMap((read) => ('issue' in read ? [read.issue] : [])) }
  const own: readonly (readonly [string, string | null])[] = [
    ['response_type', profile.responseType],
    ['client_id', profile.clientId],
    ['redirect_uri', fresh.redirectUri],
    ['scope', profile.scope],
    ['state', fresh.state],
    ['nonce', fresh.nonce],
    ['code_challenge', fresh.codeChallenge],
    ['code_challenge_method', 'S256'],
    ['response_mode', profile.responseMode],
    ['claims', claims.value && JSON.stringify(claims.value)],
    ['authorization_details', details.value && JSON.stringify(details.value)],
    ['dpop_jkt', fresh.dpopJkt],
  ]
  const sent = own.flatMap(([name, value]) => (value ? [[name, value] as const] : []))
  return { params: withExtras(sent, profile.authorizationParams) }
}

/** Adds parameters. Each replaces all parameters of the same name. */
export function withExtras(params: Params, extras: ExtraParams): Params {
  const names = new Set(extras.map(([name]) => name))
  return [...params.filter(([name]) => !names.has(name)), ...extras]
}

export function searchParams(params: Params): URLSearchParams {
  return new URLSearchParams(params.map(([name, value]) => [name, value]))
}
