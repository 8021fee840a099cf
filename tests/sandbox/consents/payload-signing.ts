import { constants, createHash, createPublicKey, randomUUID, verify } from 'node:crypto'
import type { JWK } from 'jose'
import type { ServerKeys } from '../keys.ts'
import { isJson, type ApiAnswer, type ApiCall, type ConsentFault, type Json } from './ecosystem.ts'

/** Names of the bank and of its client in their ecosystem. */
export const organisation = {
  bank: 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee',
  client: '11111111-2222-4333-8444-555555555555',
  softwareStatement: 'swTest0001',
} as const

const names = ['iat', 'iss', 'tan'].map((name) => `http://openbanking.org.uk/${name}`)
const [iatName = '', issName = '', tanName = ''] = names

const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }
const encode = (text: string) => Buffer.from(text).toString('base64url')

/** What a signed message needs: the keys of the bank, and the public key of the client. */
export interface PayloadKeys {
  readonly server: Pick<ServerKeys, 'signBytes' | 'currentKid'>
  readonly clientJwk: JWK
}

const signed = ({ server }: PayloadKeys, input: string) =>
  server.signBytes('PS256', Buffer.from(input)).toString('base64url')

const kidOf = ({ server }: PayloadKeys, fault: ConsentFault | null) =>
  fault === 'signature-key-unknown' ? 'nowhere' : server.currentKid('PS256')

const holds = ({ clientJwk }: PayloadKeys, input: string, signature: string) =>
  verify(
    'sha256',
    Buffer.from(input),
    { key: createPublicKey({ key: clientJwk as never, format: 'jwk' }), ...pss },
    Buffer.from(signature, 'base64url'),
  )

function headerOf(part: string): Json {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString())
    return isJson(value) ? value : {}
  } catch {
    return {}
  }
}

/** What is wrong with a detached signature of the UK, as the code of version 4; null if nothing is. */
function detachedFault(jws: string, body: string, keys: PayloadKeys): string | null {
  const [head = '', middle, signature = '', ...rest] = jws.split('.')
  if (middle !== '' || rest.length > 0) return 'U018'
  const header = headerOf(head)
  const isEncoded = header['b64'] !== false
  const input = `${head}.${isEncoded ? encode(body) : body}`
  return headerFault(header, isEncoded, keys) ?? (holds(keys, input, signature) ? null : 'U015')
}

function headerFault(header: Json, isEncoded: boolean, { clientJwk }: PayloadKeys): string | null {
  const critical = [...(isEncoded ? [] : ['b64']), ...names]
  const isComplete = names.every((name) => header[name] !== undefined)
  if (!isComplete || JSON.stringify(header['crit']) !== JSON.stringify(critical)) return 'U017'
  const isRight =
    header['alg'] === 'PS256' &&
    header['kid'] === clientJwk.kid &&
    header[issName] === `${organisation.client}/${organisation.softwareStatement}` &&
    Number(header[iatName]) <= Date.now() / 1000
  return isRight ? null : 'U016'
}

/** Refuses a payment consent whose signature is wrong, or missing if the bank demands one. */
export function refuseDetached(
  { headers, text }: ApiCall,
  fault: ConsentFault | null,
  keys: PayloadKeys,
): string | null {
  const jws = headers['x-jws-signature']
  if (typeof jws === 'string') return detachedFault(jws, text, keys)
  return fault === 'signature-demanded' ? 'U019' : null
}

/** The answer with a detached signature over its octets. */
export function withDetached(
  { headers }: ApiCall,
  answer: ApiAnswer,
  fault: ConsentFault | null,
  keys: PayloadKeys,
): ApiAnswer {
  if (!answer.body || fault === 'signature-missing') return answer
  const sent = headerOf(String(headers['x-jws-signature'] ?? '').split('.')[0] ?? '')
  const isEncoded = sent['b64'] !== false
  const header = {
    alg: 'PS256',
    kid: kidOf(keys, fault),
    ...(!isEncoded && { b64: false }),
    [iatName]: Math.floor(Date.now() / 1000) - 1,
    [issName]: organisation.bank,
    ...(fault !== 'signature-tan-missing' && { [tanName]: 'openbanking.org.uk' }),
    crit: [...(isEncoded ? [] : ['b64']), ...names],
  }
  const body = JSON.stringify(answer.body)
  const head = encode(JSON.stringify(header))
  const isOver = fault === 'signature-other-form' ? !isEncoded : isEncoded
  const signature = signed(keys, `${head}.${isOver ? encode(body) : body}`)
  return {
    ...answer,
    text: fault === 'body-changed' ? `${body} ` : body,
    headers: { ...answer.headers, 'x-jws-signature': `${head}..${signature}` },
  }
}

/** The claims of a signed body of Brazil; otherwise the code of the refusal. */
export function openBody(
  call: ApiCall,
  endpoint: string,
  seen: Set<unknown>,
  keys: PayloadKeys,
): { readonly claims: Json } | { readonly status: number; readonly code: string } {
  const [head = '', payload = '', signature = ''] = call.text.split('.')
  const header = headerOf(head)
  const isRight = header['alg'] === 'PS256' && header['typ'] === 'JWT'
  if (!isRight || !holds(keys, `${head}.${payload}`, signature))
    return { status: 400, code: 'BAD_SIGNATURE' }
  const claims = headerOf(payload)
  const distance = Math.abs(Number(claims['iat']) - Date.now() / 1000)
  const isKnown = seen.has(claims['jti'])
  seen.add(claims['jti'])
  const isAccepted =
    claims['aud'] === endpoint && claims['iss'] === organisation.client && distance <= 60
  return isAccepted && !isKnown ? { claims } : { status: 403, code: 'NAO_INFORMADO' }
}

/** The answer as a signed JWT for the client. */
export function asSignedBody(
  answer: ApiAnswer,
  fault: ConsentFault | null,
  keys: PayloadKeys,
): ApiAnswer {
  const isSigned = answer.status < 300 || answer.status === 422
  if (!answer.body || !isSigned || fault === 'signature-missing') return answer
  const claims = {
    aud: fault === 'signed-aud' ? organisation.bank : organisation.client,
    iss: organisation.bank,
    jti: randomUUID(),
    iat: Math.floor(Date.now() / 1000) - (fault === 'signed-iat' ? 600 : 1),
    ...answer.body,
  }
  const head = encode(JSON.stringify({ alg: 'PS256', kid: kidOf(keys, fault), typ: 'JWT' }))
  const payload = encode(JSON.stringify(claims))
  const signature = signed(keys, `${head}.${payload}`)
  const sent = fault === 'body-changed' ? encode(JSON.stringify({ ...claims, links: 1 })) : payload
  return {
    ...answer,
    text: `${head}.${sent}.${signature}`,
    headers: { ...answer.headers, 'content-type': 'application/jwt' },
  }
}

/** The answer with an HTTP message signature, as the FAPI draft has it. @see [RFC 9421](https://www.rfc-editor.org/rfc/rfc9421.html) */
export function withHttpSignature(
  { method, url }: ApiCall,
  answer: ApiAnswer,
  fault: ConsentFault | null,
  keys: PayloadKeys,
): ApiAnswer {
  if (!fault?.startsWith('http-')) return answer
  const body = answer.text ?? (answer.body ? JSON.stringify(answer.body) : '')
  const digest = `sha-256=:${createHash('sha256').update(body).digest('base64')}:`
  const values: readonly (readonly [component: string, value: string])[] = [
    ...(fault === 'http-status-uncovered' ? [] : [['"@status"', `${answer.status}`] as const]),
    ...(body === '' ? [] : [['"content-digest"', digest] as const]),
    ['"@method";req', method],
    ['"@target-uri";req', url],
  ]
  const params =
    `(${values.map(([name]) => name).join(' ')});created=${Math.floor(Date.now() / 1000)};` +
    `keyid="${keys.server.currentKid('PS256')}";tag="fapi-2-response"`
  const lines = values.map(([name, value]) => `${name}: ${value}\n`).join('')
  const made = keys.server.signBytes('PS256', Buffer.from(`${lines}"@signature-params": ${params}`))
  return {
    ...answer,
    status: fault === 'http-status-changed' ? 202 : answer.status,
    ...(answer.body && { text: fault === 'http-body-changed' ? `${body} ` : body }),
    headers: {
      ...answer.headers,
      ...(body !== '' && { 'content-digest': digest }),
      'signature-input': `sig1=${params}`,
      signature: `sig1=:${made.toString('base64')}:`,
    },
  }
}
