import type { RequestPreview } from '@/lib/messaging/request-commands'
import type { JsonObject } from '@/lib/model/json'
import type { Params } from '@/lib/model/params'
import { parseJson } from '@/lib/model/strict-json'
import { authorizeParams, searchParams } from '@/lib/oauth/authorize-params'
import type { Profile } from '@/lib/oauth/profile'
import { applyValues, changeJwt, noValues, type RequestValues } from '@/lib/oauth/request-values'
import { requestWarnings } from '@/lib/oauth/request-warnings'
import { headersFor } from '@/lib/oauth/call-headers'

const encoded = (value: object) =>
  btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(value))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

const jwtOf = (header: object, claims: object) =>
  `${encoded(header)}.${encoded(claims)}.c2lnbmF0dXJl`

const claimOf = (text: string): unknown => {
  const { value } = parseJson(text)
  return typeof value === 'object' && value !== null ? value : text
}

/** What the background answers to `requestPrepare`, except for the signatures. */
export function preparedWith(
  profile: Profile,
  values: RequestValues,
  metadata: JsonObject = {},
): { ok: true; preview: RequestPreview } | { ok: false; issues: readonly object[] } {
  const at = Date.now()
  const scope = {
    now: at,
    values: new Map(profile.variables),
    uuid: () => '5b0e7d52-3c1a-4f7e-9b8d-21c6f0a94e13',
  }
  const build = (wanted: RequestValues): Params | { issues: readonly object[] } => {
    const applied = applyValues(profile, wanted, scope)
    if ('issues' in applied) return applied
    const made = authorizeParams(applied.profile, {
      redirectUri: profile.redirectUris[0] ?? '',
      state: 'Vq3_0yJmT1uXo9dR4nLwGA',
      nonce: '7sKpZbQfE2h5cXtN8vYr1w',
      codeChallenge: 'GkP7cS1ZlqJ0w3fXrYt5bHnUeVd8oM2aQiLx6RjB4Es',
      dpopJkt: null,
    })
    if ('issues' in made) return made
    return made.params.filter(([name]) => !applied.without.includes(name))
  }
  const params = build(values)
  if ('issues' in params) return { ok: false, issues: params.issues }
  const applied = applyValues(profile, values, scope)
  if ('issues' in applied) return { ok: false, issues: applied.issues }
  const own = build(noValues)
  const iat = Math.floor(at / 1000)
  const header = { alg: 'PS256', kid: 'tpp-1', typ: 'oauth-authz-req+jwt' }
  const claims: Record<string, unknown> = {
    ...Object.fromEntries(params.map(([name, value]) => [name, claimOf(value)])),
    iss: profile.clientId,
    aud: profile.issuer,
    iat,
    nbf: iat,
    exp: iat + 300,
    jti: '0f6c1f0a-8a55-4a52-9e0e-6d0a5c0b7d11',
  }
  changeJwt(header, claims, applied.requestObject)
  const assertion = {
    iss: profile.clientId,
    sub: profile.clientId,
    aud: profile.issuer,
    iat,
    exp: iat + 60,
  }
  const requestObject = jwtOf(header, claims)
  const clientAssertion = jwtOf({ alg: 'PS256', kid: 'tpp-1' }, assertion)
  const isSecret = profile.clientAuth.method === 'client_secret_post'
  const form: Params = [
    ['client_id', profile.clientId],
    ['request', requestObject],
    ...(isSecret ? ([['client_secret', 's3cret-of-the-client']] as const) : []),
    ...(isSecret
      ? []
      : ([
          ['client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'],
          ['client_assertion', clientAssertion],
        ] as const)),
  ]
  const isPushed = profile.sendBy === 'par'
  return {
    ok: true,
    preview: {
      id: `prepared ${at}`,
      at,
      freshUntil: at + 60_000,
      params,
      profileParams: 'issues' in own ? [] : own,
      requestObject,
      clientAssertion: isPushed && !isSecret ? clientAssertion : null,
      push: isPushed
        ? {
            method: 'POST',
            url: `${profile.issuer}/par`,
            headers: [
              ['content-type', 'application/x-www-form-urlencoded;charset=UTF-8'],
              ['accept', 'application/json'],
              ...headersFor(applied.profile.headers, { endpoint: 'par', method: 'POST' }, scope),
            ],
            body: String(searchParams(form)),
          }
        : null,
      authorizeUrl: `${profile.issuer}/authorize?client_id=${profile.clientId}&${isPushed ? 'request_uri=' : `request=${requestObject}`}`,
      warnings: requestWarnings(params, profile, metadata),
    },
  }
}
