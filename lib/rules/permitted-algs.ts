import type { Verification } from '@/lib/jose/types'
import type { RuleProfile, Spec } from '@/lib/model/rule-profiles'
import type { Finding } from '@/lib/model/rule-result'
import { rowForBody } from './bodies'
import { finding } from './builders'

/**
 * Signature algorithms of FAPI 1.0 and FAPI 2.0. Brazil permits only PS256.
 *
 * @see [FAPI 1.0 Advanced](https://openid.net/specs/openid-financial-api-part-2-1_0.html#section-8.6)
 * @see [FAPI 2.0 Security Profile](https://openid.net/specs/fapi-security-profile-2_0-final.html#section-5.4.1)
 */
const signatures: Readonly<Partial<Record<Spec, readonly string[]>>> = {
  FAPI1A: ['PS256', 'ES256'],
  FAPI2: ['PS256', 'ES256', 'EdDSA', 'Ed25519'],
  BR: ['PS256'],
}

/** Ecosystems that permit only one algorithm for request objects and for the keys of clients and servers. */
const ecosystems: typeof signatures = { ...signatures, OFM: ['PS256'] }

/** The signature algorithms that a rule profile permits; undefined if it permits all. */
export function signatureAlgsOf(profile: RuleProfile): readonly string[] | undefined {
  return rowForBody(profile, signatures)
}

/** The algorithms of signing keys that a rule profile permits; undefined if it permits all. */
export function keyAlgsOf(profile: RuleProfile): readonly string[] | undefined {
  return rowForBody(profile, ecosystems)
}

/** The signature algorithms for request objects; undefined if a rule profile permits all. */
export function requestObjectAlgsOf(profile: RuleProfile): readonly string[] | undefined {
  return rowForBody(profile, { ...ecosystems, CDR: ['PS256'] })
}

/**
 * The signature algorithms for software statements; undefined if a rule profile permits all. The directory signs
 * them, so that FAPI alone says nothing about them.
 */
export function statementAlgsOf(profile: RuleProfile): readonly string[] | undefined {
  return rowForBody(profile, { UK: ['PS256', 'ES256'], BR: ['PS256'], CDR: ['PS256'] })
}

interface Signed {
  readonly alg: string
  /** Undefined if all are permitted. */
  readonly permitted: readonly string[] | undefined
  readonly code: string
}

/** A finding for an algorithm that is not permitted; null for a permitted one. Of EdDSA, FAPI permits Ed25519 only. */
export function notPermitted(
  { alg, permitted, code }: Signed,
  { jwk }: Pick<Verification, 'jwk'>,
): Finding | null {
  const isOtherCurve = alg === 'EdDSA' && jwk?.crv === 'Ed448'
  if (!permitted || (permitted.includes(alg) && !isOtherCurve)) return null
  return finding(code, isOtherCurve ? `${alg} Ed448` : alg, permitted.join(', '))
}
