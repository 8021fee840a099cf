import { createHash, randomBytes } from 'node:crypto'
import { calculateJwkThumbprint, EmbeddedJWK, jwtVerify, type JWTPayload } from 'jose'

/** Why a resource rejects a request, as the `error` of RFC 9449 or RFC 6750. */
export class Refusal extends Error {
  readonly error: string
  readonly headers: Readonly<Record<string, string>>

  constructor(error: string, description: string, headers: Readonly<Record<string, string>> = {}) {
    super(description)
    this.error = error
    this.headers = headers
  }
}

interface Called {
  readonly method: string
  /** Without query and fragment. */
  readonly url: string
  readonly accessToken: string
}

export const dpopAlgorithms = ['ES256', 'PS256', 'RS256', 'EdDSA', 'Ed25519'] as const

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64url')
const windowSeconds = 5 * 60

const asUrl = (text: unknown) => (typeof text === 'string' ? URL.parse(text) : null)

function withoutQuery(text: unknown): string | undefined {
  const url = asUrl(text)
  return url ? url.origin + url.pathname : undefined
}

/** The requirements for the claims of a proof, each with its error text. */
const requirements: readonly (readonly [
  (claims: JWTPayload, called: Called) => boolean,
  description: string,
])[] = [
  [({ jti }) => typeof jti === 'string' && jti !== '', 'the proof has no jti'],
  [
    ({ iat }) => iat !== undefined && Math.abs(Date.now() / 1000 - iat) <= windowSeconds,
    'the proof is not recent',
  ],
  [({ htm }, { method }) => htm === method, 'the proof is for another method'],
  [({ htu }, { url }) => withoutQuery(htu) === url, 'the proof is for another URL'],
  [({ ath }, { accessToken }) => ath === sha256(accessToken), 'the proof is for another token'],
]

/** Returns a check of DPoP proofs (RFC 9449) that returns the thumbprint of the key, or throws. */
export function createProofCheck(options: { readonly requireNonce: boolean }) {
  const nonce = randomBytes(16).toString('base64url')
  const seen = new Set<string>()

  async function open(proof: string) {
    try {
      return await jwtVerify(proof, EmbeddedJWK, {
        typ: 'dpop+jwt',
        algorithms: [...dpopAlgorithms],
      })
    } catch {
      throw new Refusal('invalid_dpop_proof', 'the proof is not signed with the key in its header')
    }
  }

  return async (proof: string, called: Called): Promise<string> => {
    const { payload, protectedHeader } = await open(proof)
    const failed = requirements.find(([holds]) => !holds(payload, called))
    if (failed) throw new Refusal('invalid_dpop_proof', failed[1])
    if (options.requireNonce && payload['nonce'] !== nonce) {
      throw new Refusal('use_dpop_nonce', 'the proof needs a nonce', { 'dpop-nonce': nonce })
    }
    const { jwk = {} } = protectedHeader
    const thumbprint = await calculateJwkThumbprint(jwk)
    const use = `${thumbprint} ${payload.jti}`
    if (seen.has(use)) throw new Refusal('invalid_dpop_proof', 'the proof was used before')
    seen.add(use)
    return thumbprint
  }
}
