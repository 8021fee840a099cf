import { calculateJwkThumbprint } from 'jose'
import type { RequestContext } from '@/lib/facts/request-context'
import type { JudgingContext } from '@/lib/facts/judging-context'
import { sha256Of } from '@/lib/jose/hashes'
import { decodeJwt } from '@/lib/jose/decode'
import { verifyJwt } from '@/lib/jose/verify'
import type { JsonObject } from '@/lib/model/json'
import type { Params } from '@/lib/model/params'
import { proofKeys } from '@/lib/oauth/dpop-proof'
import type { CreatedJwt } from '@/lib/rules/created-jwt'
import { accessToken } from './answers'
import { clientId, context, issuer, metadata, noon, redirectUri } from './artefacts'
import { es256, now, ps256, sign, type TestKey } from './tokens'

export const endpoint = (name: 'pushed_authorization_request' | 'token') =>
  String(metadata[`${name}_endpoint`])
export const resource = 'https://rs.example/accounts'
export const jwtBearer = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** A request with these parameters and headers, and nothing before it. */
export function sentIn(overrides: Partial<RequestContext> = {}): RequestContext {
  return {
    kind: 'token-request',
    at: noon,
    method: 'POST',
    url: endpoint('token'),
    params: [],
    headers: [],
    earlier: [],
    boundKeys: [],
    serverNonce: null,
    ...overrides,
  }
}

/** An earlier request with a JWT of these claims. */
export const earlier = (claims: JsonObject, refusedForNonce = false) => ({
  text: 'a.b.c',
  payload: claims,
  refusedForNonce,
})

export interface Means {
  readonly key?: TestKey
  readonly header?: JsonObject
  /** The keys of the client; null if they are not known. */
  readonly keys?: readonly JsonObject[] | null
  readonly request?: RequestContext | null
  readonly context?: JudgingContext
}

/** A text as an artefact, verified with these keys of the client. */
export async function created(text: string, means: Means = {}): Promise<CreatedJwt> {
  const { keys = [ps256.jwk], request = null, context: judgingContext = context } = means
  const jwt = decodeJwt(text)
  const verification = await verifyJwt(jwt, keys && { keys, source: 'client' })
  return { jwt, verification, requestContext: request, context: judgingContext }
}

const without = (members: JsonObject) => JSON.parse(JSON.stringify(members)) as JsonObject

export const assertionClaims: JsonObject = {
  iss: clientId,
  sub: clientId,
  aud: issuer,
  jti: '7f2b6c1e-4d0b-4a7d-9c51-0d2f8f6f2a10',
  iat: now,
  exp: now + 60,
}
const assertionParams = (text: string): Params => [
  ['client_id', clientId],
  ['client_assertion_type', jwtBearer],
  ['client_assertion', text],
]

/** A client assertion in a token request, with some claims changed; undefined removes one. */
export async function assertion(claims: JsonObject = {}, means: Means = {}): Promise<CreatedJwt> {
  const { header = {}, key } = means
  const text = await sign(without({ ...assertionClaims, ...claims }), header, key)
  return created(text, { request: sentIn({ params: assertionParams(text) }), ...means })
}

export const objectClaims: JsonObject = {
  iss: clientId,
  aud: issuer,
  client_id: clientId,
  response_type: 'code',
  redirect_uri: redirectUri,
  scope: 'openid accounts',
  state: 'af0ifjsldkj',
  nonce: 'n-0S6_WzA2Mj',
  code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  code_challenge_method: 'S256',
  jti: '2c9a3f8e-5b1d-4f60-8a52-6d9c0e7b4f31',
  iat: now,
  nbf: now,
  exp: now + 300,
}
export const objectType = 'oauth-authz-req+jwt'

/** A request object in a PAR request, with some claims changed; undefined removes one. */
export async function requestObject(
  claims: JsonObject = {},
  means: Means = {},
): Promise<CreatedJwt> {
  const { header = {}, key } = means
  const text = await sign(
    without({ ...objectClaims, ...claims }),
    { typ: objectType, ...header },
    key,
  )
  return created(text, { request: pushedWith([['request', text]]), ...means })
}

/** A PAR request of the client with these parameters. */
export function pushedWith(params: Params, overrides: Partial<RequestContext> = {}) {
  const url = endpoint('pushed_authorization_request')
  return sentIn({
    kind: 'par-request',
    url,
    params: [['client_id', clientId], ...params],
    ...overrides,
  })
}

const { kty, crv, x, y } = es256.jwk
export const proofJwk: JsonObject = { kty, crv, x, y }
export const proofThumbprint = await calculateJwkThumbprint(proofJwk)
export const ath = await sha256Of(accessToken)
export const proofClaims: JsonObject = {
  jti: 'b1d0f3c2-8a4e-4e57-9d3a-3c1f5a7e9b20',
  htm: 'POST',
  htu: endpoint('token'),
  iat: now,
}
const proofContext: JudgingContext = {
  ...context,
  metadata: { ...metadata, dpop_signing_alg_values_supported: ['ES256', 'PS256'] },
}

/** A text as a DPoP proof, verified with the key in its header. */
export async function proofIn(text: string, means: Means = {}): Promise<CreatedJwt> {
  const { request = sentIn({ headers: [['DPoP', text]] }) } = means
  const keys = proofKeys(decodeJwt(text))
  const artefact = await created(text, { context: proofContext, ...means, keys: null, request })
  if ('reason' in keys) return artefact
  return { ...artefact, verification: await verifyJwt(artefact.jwt, keys) }
}

/** A DPoP proof in a token request, with some claims changed; undefined removes one. */
export async function proof(claims: JsonObject = {}, means: Means = {}): Promise<CreatedJwt> {
  const { header = {}, key = es256 } = means
  const protectedHeader = { typ: 'dpop+jwt', jwk: proofJwk, kid: undefined, ...header }
  const text = await sign(without({ ...proofClaims, ...claims }), protectedHeader, key)
  return proofIn(text, means)
}

/** A DPoP proof in a request to a protected resource. */
export async function resourceProof(
  claims: JsonObject = {},
  overrides: Partial<RequestContext> = {},
): Promise<CreatedJwt> {
  const request = sentIn({
    kind: 'resource-request',
    method: 'GET',
    url: `${resource}?page=1`,
    headers: [['authorization', `DPoP ${accessToken}`]],
    boundKeys: [proofThumbprint],
    ...overrides,
  })
  const tokenContext = { ...proofContext.tokenContext, presentedHash: ath }
  return proof(
    { htm: 'GET', htu: resource, ath, ...claims },
    { request, context: { ...proofContext, tokenContext } },
  )
}

export { proofContext }
