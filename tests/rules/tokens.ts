import { base64url, CompactSign, exportJWK, generateKeyPair } from 'jose'
import { decodeJwt } from '@/lib/jose/decode'
import type { JsonObject } from '@/lib/model/json'
import { verifyJwt } from '@/lib/jose/verify'
import type { Artefacts } from '@/lib/rules/artefacts'
import type { JudgingContext } from '@/lib/facts/judging-context'
import { clientId, issuer, context, noon } from './artefacts'

export interface TestKey {
  readonly alg: string
  readonly privateKey: CryptoKey
  readonly jwk: JsonObject & { readonly kid: string }
}

/** A new key whose public half says by itself what it is for. */
export async function createKey(alg: string, kid = `${alg}-1`): Promise<TestKey> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true })
  return { alg, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } }
}

export const ps256 = await createKey('PS256')
export const es256 = await createKey('ES256')

export const now = noon / 1000
const nonce = 'n-0S6_WzA2Mj'
export const withNonce: JudgingContext = { ...context, expected: { ...context.expected, nonce } }

/** What an ID token of the known issuer for the known client holds. */
export const idClaims: JsonObject = {
  iss: issuer,
  aud: clientId,
  sub: '248289761001',
  iat: now - 5,
  exp: now + 300,
  nonce,
}

/** These members, without those that are undefined. */
export function changedClaims(members: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify({ ...idClaims, ...members })) as JsonObject
}

/** A compact JWS of the claims, or of a text that is signed unchanged. */
export function sign(
  payload: JsonObject | string = idClaims,
  header: JsonObject = {},
  { alg, privateKey, jwk }: TestKey = ps256,
): Promise<string> {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload)
  return new CompactSign(new TextEncoder().encode(text))
    .setProtectedHeader({ alg, kid: jwk.kid, ...header })
    .sign(privateKey)
}

/** A compact JWS put together by hand: texts and octets are taken as they stand. */
export function compact(
  header: JsonObject | string,
  payload: JsonObject | string = idClaims,
  signature: Uint8Array | string = 'signature',
): string {
  const texts = [header, payload].map((part) =>
    typeof part === 'string' ? part : JSON.stringify(part),
  )
  return [...texts, signature].map((part) => base64url.encode(part)).join('.')
}

/** A JWE of which nothing but the header can be read. */
export function encrypted(header: JsonObject): string {
  return [JSON.stringify(header), 'key', 'iv', 'ciphertext', 'tag'].map(base64url.encode).join('.')
}

/** The artefact in a text, verified with these keys; null: no keys. */
export async function token(
  text: string,
  keys: readonly JsonObject[] | null = [ps256.jwk, es256.jwk],
  artefactKnown: JudgingContext = withNonce,
): Promise<Artefacts['id-token']> {
  const jwt = decodeJwt(text)
  const jwks = keys && { keys, source: 'jwks_uri' as const }
  return { jwt, verification: await verifyJwt(jwt, jwks), context: artefactKnown }
}

/** A signed ID token with some claims changed. */
export async function idToken(members: JsonObject = {}, artefactKnown: JudgingContext = withNonce) {
  return token(await sign(changedClaims(members)), undefined, artefactKnown)
}

/** A signed token with some members of its header changed. */
export async function withHeader(header: JsonObject) {
  return token(compact({ alg: 'PS256', kid: ps256.jwk.kid, ...header }))
}
