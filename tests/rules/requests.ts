import type { EndpointRequest, EndpointResponse } from '@/lib/flow/model/message'
import type { JudgingContext } from '@/lib/facts/judging-context'
import { unverified } from '@/lib/jose/verification'
import type { JsonObject } from '@/lib/model/json'
import type { Params } from '@/lib/model/params'
import type { Artefacts } from '@/lib/rules/artefacts'
import { clientId, context, metadata, noon } from './artefacts'
import { jwtBearer, objectClaims, objectType } from './created-jwts'
import { compact } from './tokens'

type Called = 'par' | 'token' | 'revocation'

const members = {
  par: 'pushed_authorization_request_endpoint',
  token: 'token_endpoint',
  revocation: 'revocation_endpoint',
} as const satisfies Record<Called, string>

/** A request of Parley with this form. */
export function called<E extends Called>(
  endpoint: E,
  params: Params,
  overrides: Partial<EndpointRequest<E>> = {},
): EndpointRequest<E> {
  return {
    id: 'm0',
    at: noon,
    source: 'parley',
    results: [],
    kind: `${endpoint}-request`,
    method: 'POST',
    url: String(metadata[members[endpoint]] ?? `https://as.example/${endpoint}`),
    headers: [['content-type', 'application/x-www-form-urlencoded;charset=UTF-8']],
    body: new URLSearchParams(params.map(([name, value]) => [name, value])).toString(),
    params,
    certificate: false,
    ...overrides,
  }
}

/** A client assertion. Its signature is judged elsewhere. */
export const assertion = (sub = clientId) => compact({ alg: 'PS256' }, { iss: clientId, sub })
export const byKey: Params = [
  ['client_id', clientId],
  ['client_assertion_type', jwtBearer],
  ['client_assertion', assertion()],
]

/** A request object with some claims changed; undefined removes one. */
export const objectWith = (claims: JsonObject = {}) =>
  compact({ alg: 'PS256', typ: objectType }, { ...objectClaims, ...claims })

/** The claims of the request object as parameters. */
export const plainParams: Params = [
  'response_type',
  'redirect_uri',
  'scope',
  'state',
  'nonce',
  'code_challenge',
  'code_challenge_method',
].map((name) => [name, String(objectClaims[name])])

/** Parameters with some values changed or added; undefined removes one. */
export function withParams(
  params: Params,
  changes: Readonly<Record<string, string | undefined>>,
): Params {
  const values = Object.entries({ ...Object.fromEntries(params), ...changes })
  return values.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]))
}

type Push = Artefacts['par-request']

/** A push of these parameters. */
export function push(
  params: Params,
  overrides: Partial<EndpointRequest<'par'>> = {},
  judgingContext: JudgingContext = context,
): Push {
  return { message: called('par', params, overrides), context: judgingContext }
}

export const pushOfObject = push([...byKey, ['request', objectWith()]])
export const pushOfParams = push([...byKey, ...plainParams])

/** A push that is not a form, and one whose body was not observed. */
export const pushOfJson = push([], {
  body: '{"client_id":"a"}',
  headers: [['content-type', 'application/json']],
})
export const unreadPush = push([], { source: 'devtools', headers: [], body: '' })

/** A push with a DPoP proof, whose key has this thumbprint; null before the proof is opened. */
export function pushWithProof(params: Params, thumbprint: string | null): Push {
  const verification = { ...unverified({ reason: 'proof-key-missing' }) }
  const jwk = {
    kid: null,
    kty: 'EC',
    crv: 'P-256',
    alg: null,
    use: null,
    size: 256,
    thumbprint,
  }
  const proof = {
    name: 'DPoP',
    text: 'a.b.c',
    decryption: null,
    verification: { ...verification, jwk },
  }
  return push(params, {
    headers: [['DPoP', 'a.b.c']],
    ...(thumbprint === null ? {} : { jwts: [proof] }),
  })
}

/** A revocation with these parameters. */
export function revocation(
  params: Params,
  overrides: Partial<EndpointRequest<'revocation'>> = {},
  judgingContext: JudgingContext = context,
): Artefacts['revocation-request'] {
  return { message: called('revocation', params, overrides), context: judgingContext }
}

/** The response to a revocation. */
export function revoked(
  status: number | null,
  body = '',
  overrides: Partial<EndpointResponse<'revocation'>> = {},
): Artefacts['revocation-response'] {
  return {
    message: {
      id: 'm1',
      at: noon,
      source: 'parley',
      results: [],
      kind: 'revocation-response',
      requestMessageId: 'm0',
      status,
      headers: [],
      body,
      truncated: false,
      took: 80,
      issues: [],
      jwts: [],
      ...overrides,
    },
    request: null,
    context,
  }
}
