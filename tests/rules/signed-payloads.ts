import { readHttpSignatures, chosenSignature } from '@/lib/oauth/http-signature/read'
import type { SignedExchange } from '@/lib/facts/signed-exchange'
import type { ReceivedHttpSignature } from '@/lib/flow/model/message'
import { decodeJwt } from '@/lib/jose/decode'
import { withPayload } from '@/lib/jose/detached'
import { signDetached } from '@/lib/jose/sign-detached'
import { verifyJwt } from '@/lib/jose/verify'
import type { DecodedJwt, Verification } from '@/lib/jose/types'
import type { JsonObject } from '@/lib/model/json'
import { base64urlOf } from '@/lib/model/octets'
import type { Params } from '@/lib/model/params'
import type { Artefacts } from '@/lib/rules/artefacts'
import { context } from './artefacts'
import { compact, now, ps256, sign, type TestKey } from './tokens'

type Signed = Artefacts['payload-signature']

const ukContext = { ...context, ruleProfile: 'uk' as const }
export const ukUrl = 'https://rs.example/open-banking/v3.1/pisp/domestic-payment-consents'
export const ukBody = '{"Data":{"Initiation":{}},"Risk":{}}'
const uk = 'http://openbanking.org.uk/'
export const ukNames = [`${uk}iat`, `${uk}iss`, `${uk}tan`] as const

const noMessage: SignedExchange = {
  of: 'request',
  at: now,
  headers: [],
  hasBody: true,
  method: 'POST',
  url: ukUrl,
  ofRequest: null,
  requestHeaders: null,
  earlierIds: new Set(),
}

export const ofRequest = (overrides: Partial<SignedExchange> = {}): SignedExchange => ({
  ...noMessage,
  ...overrides,
})

export const ofResponse = (overrides: Partial<SignedExchange> = {}): SignedExchange => ({
  ...noMessage,
  of: 'response',
  requestHeaders: [],
  ...overrides,
})

export const ukHeader: JsonObject = {
  alg: 'PS256',
  kid: ps256.jwk.kid,
  [`${uk}iat`]: now - 2,
  [`${uk}iss`]: 'orgTest0001/swTest0001',
  [`${uk}tan`]: 'openbanking.org.uk',
  crit: [...ukNames],
}

/** The header with changes; an undefined member is left out. */
export const changedHeader = (changes: JsonObject) =>
  JSON.parse(JSON.stringify({ ...ukHeader, ...changes })) as JsonObject

const octets = (text: string) => new TextEncoder().encode(text)

/** A detached JWS, verified over a body. */
export async function detached(
  header: JsonObject,
  exchange: SignedExchange | null = ofRequest(),
  { body = ukBody, keys = [ps256.jwk] as readonly JsonObject[] | null, key = ps256 } = {},
): Promise<Signed> {
  const jws = await signDetached(header, octets(ukBody), key.privateKey)
  return asSigned(jws, exchange, { body, keys })
}

/** Any text in the header of a message. */
export async function asSigned(
  text: string,
  exchange: SignedExchange | null = ofRequest(),
  { body = ukBody, keys = [ps256.jwk] as readonly JsonObject[] | null } = {},
): Promise<Signed> {
  const jwt = withPayload(decodeJwt(text), base64urlOf(octets(body)))
  const verification = await verifyJwt(jwt, keys && { keys, source: 'jwks_uri' })
  return { jwt, verification, exchange, context: ukContext }
}

/** A header that no key can sign. */
export const unsigned = (header: JsonObject, exchange: SignedExchange | null = ofRequest()) => {
  const [head = '', , signature = ''] = compact(header, '').split('.')
  return asSigned(`${head}..${signature}`, exchange)
}

export const brUrl = 'https://rs.example/open-banking/payments/v4/consents'
export const client = '11111111-2222-4333-8444-555555555555'
export const server = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee'
export const brClaims: JsonObject = {
  aud: brUrl,
  iss: client,
  jti: '6f7c1f64-5c1c-4d0e-9b5f-0d6b1f2a3c4d',
  iat: now - 2,
  data: {},
}
const jwtType: Params = [['content-type', 'application/jwt']]
export const ofBrRequest = (overrides: Partial<SignedExchange> = {}) =>
  ofRequest({ url: brUrl, headers: jwtType, ...overrides })
export const ofBrResponse = (overrides: Partial<SignedExchange> = {}) =>
  ofResponse({
    url: brUrl,
    headers: jwtType,
    ofRequest: decodeJwt(compact({ alg: 'PS256' }, brClaims)),
    ...overrides,
  })

interface BodyParts {
  readonly claims?: JsonObject
  readonly header?: JsonObject
  readonly exchange?: SignedExchange | null
  readonly keys?: readonly JsonObject[] | null
  readonly key?: TestKey
}

/** A signed body of Brazil. */
export async function signedBody(given: BodyParts = {}): Promise<Signed> {
  const { claims = {}, header = {}, exchange = ofBrRequest(), key = ps256 } = given
  const { keys = [ps256.jwk] } = given
  const payload = JSON.parse(JSON.stringify({ ...brClaims, ...claims })) as JsonObject
  const jws = await sign(payload, { typ: 'JWT', ...header }, key)
  return bodyOf(jws, exchange, keys)
}

export async function bodyOf(
  text: string,
  exchange: SignedExchange | null = ofBrRequest(),
  keys: readonly JsonObject[] | null = [ps256.jwk],
): Promise<Signed> {
  const jwt = decodeJwt(text)
  const verification = await verifyJwt(jwt, keys && { keys, source: 'jwks_uri' })
  return { jwt, verification, exchange, context: { ...context, ruleProfile: 'br' } }
}

const valid: Verification = {
  status: 'valid',
  reason: null,
  jwk: null,
  keys: { all: 1, fitting: 1 },
  source: 'jwks_uri',
}

interface HttpParts {
  readonly input?: string
  readonly signature?: string
  readonly headers?: Params
  readonly exchange?: Partial<SignedExchange>
  readonly verification?: Partial<Verification> | null
  readonly digest?: ReceivedHttpSignature['digest']
}

const request = '("@method" "@target-uri" "authorization" "content-digest")'

/** A request with a signature of RFC 9421, as it was verified. */
export function http(given: HttpParts = {}): Artefacts['http-signature'] {
  const tag = given.exchange?.of === 'response' ? 'fapi-2-response' : 'fapi-2-request'
  const { input = `${request};created=${now - 2};keyid="k";tag="${tag}"` } = given
  const { signature = 'sig1=:AAAA:', verification = {}, digest = 'matches' } = given
  const headers: Params = [
    ['signature-input', `sig1=${input}`],
    ['signature', signature],
    ['content-digest', 'sha-256=:6etJWsy84qDpW74Hm5+eQsyuIDccFRbj7TA20qeHz1M=:'],
    ...(given.headers ?? []),
  ]
  const exchange = ofRequest({ headers, ...given.exchange })
  const signatures = readHttpSignatures(headers)
  return {
    signature: chosenSignature(signatures, `fapi-2-${exchange.of}`),
    signatures,
    received: verification && {
      label: 'sig1',
      verification: { ...valid, ...verification },
      digest,
    },
    exchange,
    context,
  }
}

/** A JWS in the header of an earlier request. */
export const requestJws = (header: JsonObject): DecodedJwt => decodeJwt(compact(header, ''))

/** A compact JWS with any header, signed with PS256 over the payload in base64url, or as it is. */
export async function signRaw(
  header: JsonObject,
  payload: string,
  isEncoded = true,
): Promise<string> {
  const [head = '', encoded = ''] = compact(header, payload).split('.')
  const params = { name: 'RSA-PSS', saltLength: 32 }
  const input = octets(`${head}.${isEncoded ? encoded : payload}`)
  const made = await crypto.subtle.sign(params, ps256.privateKey, input)
  return `${head}.${encoded}.${base64urlOf(new Uint8Array(made))}`
}
