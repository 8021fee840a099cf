import type { Flow } from '@/lib/flow/model/flow'
import type { DigestResult, OAuthMessage, ReceivedHttpSignature } from '@/lib/flow/model/message'
import { requestOf } from '@/lib/flow/read/endpoint-response'
import {
  isApiMessage,
  isApiRequest,
  isExact,
  octetsOf,
  type ApiMessage,
} from '@/lib/flow/read/signed-message'
import { digestOf, verifyHttpSignature } from '@/lib/jose/http-signature'
import type { Jwks, Verification } from '@/lib/jose/types'
import { unverified } from '@/lib/jose/verification'
import { signatureBase, type SignedExchange } from '@/lib/oauth/http-signature/base'
import { contentCodings, contentDigests } from '@/lib/oauth/http-signature/content-digest'
import {
  chosenSignature,
  isHttpSigned,
  readHttpSignatures,
  type HttpSignature,
} from '@/lib/oauth/http-signature/read'
import type { Data } from '@/lib/storage/data'
import { clientJwks, issuerKeys, partiesOf } from './signer-keys'
import type { IssuerKeys } from './verification-keys'

/** Whether a message has a signature of RFC 9421. */
export function hasHttpSignature(message: OAuthMessage): message is ApiMessage {
  return isApiMessage(message) && isHttpSigned(message.headers)
}

/** The tag of FAPI for each direction. */
const fapiTags = { request: 'fapi-2-request', response: 'fapi-2-response' } as const

/** The signature that a message is judged by; null if none can be read. */
export function signatureOf(message: ApiMessage): HttpSignature | null {
  const tag = fapiTags[isApiRequest(message) ? 'request' : 'response']
  return chosenSignature(readHttpSignatures(message.headers), tag)
}

/**
 * Verifies the signature of a message with the key that `keyid` names, among the keys of its sender, and compares
 * the digest with the body.
 *
 * @see [RFC 9421](https://www.rfc-editor.org/rfc/rfc9421.html#section-3.2)
 */
export async function openHttpSignature(
  message: OAuthMessage,
  flow: Flow,
  data: Data,
  jwks: IssuerKeys,
): Promise<ReceivedHttpSignature | null> {
  const signature = hasHttpSignature(message) ? signatureOf(message) : null
  if (!signature || !hasHttpSignature(message)) return null
  const [verification, digest] = await Promise.all([
    verifyBase(signature, message, { flow, data, jwks }),
    compareDigest(message),
  ])
  return { label: signature.label, verification, digest }
}

interface Means {
  readonly flow: Flow
  readonly data: Data
  readonly jwks: IssuerKeys
}

async function verifyBase(
  signature: HttpSignature,
  message: ApiMessage,
  means: Means,
): Promise<Verification> {
  if (!signature.signature) return unverified({ reason: 'malformed', seen: signature.label })
  const exchange = exchangeOf(message, means.flow)
  const rebuilt = exchange && signatureBase(signature, exchange)
  if (!rebuilt) return unverified({ reason: 'base-unknown', seen: '"@status"' })
  if ('unknown' in rebuilt)
    return unverified({ reason: 'base-unknown', seen: rebuilt.unknown.join(' ') })
  const { keyid, alg } = signature
  const signed = { base: rebuilt.base, signature: signature.signature, keyid, alg }
  const verify = (keys: Jwks | null) => verifyHttpSignature(signed, keys)
  return isApiRequest(message)
    ? verify(clientJwks(partiesOf(means.data, means.flow).slice(0, 1), means.data))
    : verifyByServer(verify, means)
}

/** Keys may have been rotated, so they are fetched once more for an unknown `keyid`. */
async function verifyByServer(
  verify: (keys: Jwks | null) => Promise<Verification>,
  { flow, data, jwks }: Means,
): Promise<Verification> {
  const parties = partiesOf(data, flow).filter(({ issuer }) => issuer === flow.issuer)
  const { profile, keys } = await issuerKeys(parties, data, jwks)
  const first = await verify(keys.jwks)
  if (first.reason !== 'kid-unknown' || !profile) return first
  const fresh = await jwks.refetch(profile)
  return fresh.jwks ? verify(fresh.jwks) : first
}

/** The message as signed; null for a response without a status. */
function exchangeOf(message: ApiMessage, flow: Flow): SignedExchange | null {
  if (isApiRequest(message)) return { of: 'request', request: message }
  if (!('status' in message) || message.status === null) return null
  const { status, headers } = message
  return { of: 'response', status, headers, request: requestOf(flow, message) ?? null }
}

/** @see [RFC 9530](https://www.rfc-editor.org/rfc/rfc9530.html#section-2) */
async function compareDigest(message: ApiMessage): Promise<DigestResult> {
  const digests = contentDigests(message.headers)
  if (!digests) return 'absent'
  if (contentCodings(message.headers).length > 0) return 'coded'
  const octets = octetsOf(message.body)
  const compared = await Promise.all(
    digests.map(async ({ name, octets: stated }) => {
      const actual = await digestOf(name, octets)
      return actual && String(actual) === String(stated)
    }),
  )
  const known = compared.filter((each) => each !== null)
  if (known.length === 0) return 'unknown'
  if (known.every(Boolean)) return 'matches'
  return isExact(message) ? 'differs' : 'inexact'
}
