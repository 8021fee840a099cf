import type { ClientSecrets, DecryptionKeys, IssuerKeys, Keys, Verified } from './verification-keys'
import {
  isApiMessage,
  isExact,
  jwsHeader,
  octetsOf,
  senderOf,
  type ApiMessage,
} from '@/lib/flow/read/signed-message'
import { kindAt, roleOfBody } from '@/lib/flow/read/token-place'
import type { Flow } from '@/lib/flow/model/flow'
import type { OAuthMessage } from '@/lib/flow/model/message'
import { decodeJwt } from '@/lib/jose/decode'
import { decryptJwe } from '@/lib/jose/decrypt'
import { withPayload } from '@/lib/jose/detached'
import { checkKeyBinding, type KeyBinding } from '@/lib/jose/key-binding'
import { openSdJwt, type OpenedSdJwt } from '@/lib/jose/sd-jwt'
import type { DecodedJwt, Decryption } from '@/lib/jose/types'
import { unverified } from '@/lib/jose/verification'
import { lacksPayload, verifyJwt } from '@/lib/jose/verify'
import { base64urlOf } from '@/lib/model/octets'
import { proofKeys } from '@/lib/oauth/dpop-proof'
import { tokenRole, type JwtKind, type TokenRole } from '@/lib/oauth/token-kind'
import { signerOf, type Signer } from '@/lib/oauth/token-signer'
import { profileOfFlow, profilesOf } from '@/lib/storage/select'
import { openHttpSignature } from './http-signatures'
import { partiesOf, refused, verifyByClient, verifyByIssuer, verifyWith } from './signer-keys'
import { verifyBySecret } from './verify-secret'
import type { Data } from '@/lib/storage/data'

/** The flow that a token comes from. A pasted token has none. */
export interface TokenOrigin {
  readonly flow: Flow
  /** Null if no message of the flow contains the token. */
  readonly place: { readonly message: OAuthMessage; readonly name: string } | null
}

/** What the user gave to verify a pasted token with. */
export interface Given {
  readonly keys: Keys | null
  /** The payload of a detached JWS, base64url. */
  readonly payload: string | null
  /** The nonce of the request that a key binding JWT responds to. */
  readonly nonce: string | null
  /** The kind to judge a JWT as; null for the kind that it declares. */
  readonly kind: JwtKind | null
  /** Tries every private key on a JWE, whatever its `kid`. */
  readonly anyKey: boolean
}

const nothingGiven: Given = {
  keys: null,
  payload: null,
  nonce: null,
  kind: null,
  anyKey: false,
}

/** One of several signatures over the same content. */
export interface CheckedSignature extends Verified {
  readonly jwt: DecodedJwt
  readonly signer: Signer
}

/** A token, opened and verified as far as Parley can. */
export interface Checked extends CheckedSignature {
  /** The signed JWT; for a JWE that could be opened, the JWT inside it. */
  readonly jwt: DecodedJwt
  /** Null if the token is not a JWE. */
  readonly decryption: Decryption | null
  readonly role: TokenRole
  /** The kind that the token declares, if the user chose the kind. */
  readonly declared?: TokenRole
  /** The further signatures of a JWS in the general JSON serialization. */
  readonly further: readonly CheckedSignature[]
  /** The disclosures of an SD-JWT; null for any other token. */
  readonly sdJwt: (OpenedSdJwt & { readonly keyBinding: KeyBinding | null }) | null
}

export type Check = ReturnType<typeof createVerification>

/** Opens tokens and verifies each with the keys of its expected signer. */
export function createVerification(jwks: IssuerKeys, keys: DecryptionKeys, secrets: ClientSecrets) {
  const decrypt = async (jwt: DecodedJwt, data: Data, flow: Flow | null, anyKey: boolean) => {
    const ofFlow = flow && profileOfFlow(data, flow)
    const profiles = ofFlow ? [ofFlow] : flow ? [] : profilesOf(data)
    const ids = new Set(profiles.map(({ decryptionKeyId }) => decryptionKeyId))
    const held = await Promise.all(
      [...ids].map((decryptionKeyId) => keys.decryptionKeys({ decryptionKeyId })),
    )
    return decryptJwe(jwt, held.flat(), anyKey)
  }

  const verifyToken = async (
    text: string,
    data: Data,
    origin: TokenOrigin | null,
    given: Given = nothingGiven,
  ): Promise<Checked> => {
    const outer = decodeJwt(text)
    const flow = origin?.flow ?? null
    const isEncrypted = outer.kind === 'jwe' && roleOf(outer, origin).kind !== 'opaque'
    const decryption = isEncrypted ? await decrypt(outer, data, flow, given.anyKey) : null
    const received = decryption?.plaintext ? decodeJwt(decryption.plaintext) : outer
    const roles = chosenRole(roleOf(received, origin), given.kind)
    const { role } = roles
    const signed = signedMessage(origin, role)
    const jwt = role.kind === 'jws' ? withPayload(received, payloadOf(signed, given)) : received
    const at = origin?.place?.message.at ?? null
    const check = async (each: DecodedJwt): Promise<CheckedSignature> => {
      const sender = signed && senderOf(signed)
      const signer: Signer = given.keys
        ? { by: 'pasted' }
        : signerOf(role.kind, each, { parties: partiesOf(data, flow), flow, sender })
      const means = { data, given: given.keys, at, jwks, secrets, flow }
      const verified = await verify(each, role, signer, means)
      return {
        jwt: each,
        signer,
        ...(signed && each.isDetached ? exactly(signed, verified) : verified),
      }
    }
    return {
      decryption,
      ...roles,
      ...(await check(jwt)),
      further: await Promise.all(furtherOf(jwt).map(check)),
      sdJwt: await openDisclosures(jwt, given.nonce),
    }
  }
  return Object.assign(verifyToken, {
    /** Verifies the signature of RFC 9421 of a message; null if it has none that can be read. */
    http: (message: OAuthMessage, flow: Flow, data: Data) =>
      openHttpSignature(message, flow, data, jwks),
  })
}

/** The API message that a JWS in it signs, as a whole or over its body; null for any other token. */
function signedMessage(origin: TokenOrigin | null, { kind }: TokenRole): ApiMessage | null {
  const { message, name } = origin?.place ?? {}
  if (!message || !isApiMessage(message)) return null
  return name === jwsHeader || (name === 'body' && kind === 'jwt') ? message : null
}

/** The payload of a detached JWS: the octets of the body that it signs, or what the user gave. */
const payloadOf = (signed: ApiMessage | null, { payload }: Given) =>
  signed ? base64urlOf(octetsOf(signed.body)) : payload

/** A signature is not called invalid if the body may have been sent with other octets. */
function exactly(message: ApiMessage, verified: Verified): Verified {
  const { reason, source } = verified.verification
  const mayDiffer = reason === 'signature' || reason === 'payload-form'
  if (!mayDiffer || isExact(message)) return verified
  return { ...verified, verification: unverified({ reason: 'payload-inexact' }, source) }
}

/** A reference, or a JWS that is not a JWT, cannot be judged as a kind of JWT. */
function chosenRole(declared: TokenRole, kind: JwtKind | null): Pick<Checked, 'role' | 'declared'> {
  const isJwt = declared.kind !== 'opaque' && declared.kind !== 'jws'
  return kind !== null && isJwt ? { role: { kind, sign: null }, declared } : { role: declared }
}

/** Only a signature is verified, so that the further recipients of a JWE do not count. */
function furtherOf({ kind, json }: DecodedJwt): readonly DecodedJwt[] {
  return kind === 'jws' ? (json?.further ?? []) : []
}

async function openDisclosures(
  { sdJwt, payload }: DecodedJwt,
  nonce: string | null,
): Promise<Checked['sdJwt']> {
  if (!sdJwt || !payload) return null
  const [opened, keyBinding] = await Promise.all([
    openSdJwt(sdJwt, payload),
    checkKeyBinding(sdJwt, payload, nonce),
  ])
  return { ...opened, keyBinding }
}

/**
 * In a flow, the place of a token determines its kind. An opaque token is allowed in any place that
 * may contain one.
 */
function roleOf(jwt: DecodedJwt, origin: TokenOrigin | null): TokenRole {
  const place = origin?.place
  const demanded = place ? kindAt(place.message.kind, place.name) : null
  const own = tokenRole(jwt)
  if (place && !demanded && isApiMessage(place.message) && place.name === 'body')
    return roleOfBody(own)
  const isReference = own.kind === 'opaque' && (!demanded || references.has(demanded))
  return demanded && place && !isReference ? { kind: demanded, sign: place.name } : own
}

/** Tokens that may be opaque. */
const references: ReadonlySet<string> = new Set(['access-token', 'refresh-token'])

interface Means {
  readonly data: Data
  readonly given: Keys | null
  readonly at: number | null
  readonly jwks: IssuerKeys
  readonly secrets: ClientSecrets
  readonly flow: Flow | null
}

/** Looks for no keys if no key can help. */
async function verify(
  jwt: DecodedJwt,
  { kind }: TokenRole,
  signer: Signer,
  means: Means,
): Promise<Verified> {
  const { data, given, at, jwks } = means
  if (kind === 'opaque') return refused({ reason: 'opaque' })
  const verification = await verifyJwt(jwt, null)
  const { reason } = verification
  if (reason !== 'jwks-missing' && reason !== 'alg-symmetric')
    return { verification, keyIssues: [] }
  if (given) return verifyWith(jwt, given)
  if (signer.by === 'proof') return verifyProof(jwt)
  if (reason === 'alg-symmetric') return verifySymmetric(jwt, kind, signer, means)
  if (signer.by === 'issuer') return verifyByIssuer(jwt, signer, data, jwks)
  if (signer.by === 'client') return verifyByClient(jwt, signer, data, at)
  if (lacksPayload(jwt)) return refused({ reason: 'payload-detached' })
  return signer.by === 'unknown' ? refused(signer.why) : { verification, keyIssues: [] }
}

/** A `kid` of the issuer's keys means that a public key was used as the secret. */
async function verifySymmetric(
  jwt: DecodedJwt,
  kind: TokenRole['kind'],
  signer: Signer,
  means: Means,
): Promise<Verified> {
  const bySecret = await verifyBySecret(jwt, kind, signer, means)
  if (bySecret.verification.status === 'valid' || signer.by !== 'issuer') return bySecret
  const byKeys = await verifyByIssuer(jwt, signer, means.data, means.jwks)
  return byKeys.verification.jwk ? byKeys : bySecret
}

function verifyProof(jwt: DecodedJwt): Promise<Verified> | Verified {
  const found = proofKeys(jwt)
  return 'reason' in found ? refused(found) : verifyWith(jwt, { jwks: found, issues: [] })
}
