import type { FoundKey, KeyInfo } from '@/lib/model/key'
import { t } from '@/lib/i18n'

/** The purpose of a key of the profile. */
export type ProfileKeyUse = 'sig' | 'enc'

type Facts = Pick<FoundKey, 'kty' | 'crv' | 'size' | 'alg'>

/** Type and size of a key in a few words, such as "RSA 2048". */
export function keyKind({ kty, crv, size }: Omit<Facts, 'alg'>): string {
  return [kty, crv ?? size].filter((part) => part !== null).join(' ')
}

export function keyFacts(key: Facts): string {
  return `${keyKind(key)}, ${key.alg}`
}

/** The public key as registered at servers. */
function publicJwk({ publicJwk: jwk, kid, alg, use, x5c }: KeyInfo) {
  return { ...jwk, kid, alg, use, ...(x5c.length > 0 ? { x5c } : {}) }
}

export const jwkText = (key: KeyInfo) => JSON.stringify(publicJwk(key), null, 2)
export const jwksText = (key: KeyInfo) => JSON.stringify({ keys: [publicJwk(key)] }, null, 2)

/** The algorithms for a new key, the default first. */
export const madeAlgs: Readonly<Record<ProfileKeyUse, readonly string[]>> = {
  sig: ['PS256', 'ES256', 'EdDSA', 'RS256'],
  enc: ['RSA-OAEP-256', 'ECDH-ES'],
}

/** The algorithms that servers usually require; the others are in a list. */
const usual = new Set(['PS256', 'RS256', 'RSA-OAEP', 'RSA-OAEP-256'])

/** The algorithms to show at once, and those to show on demand. */
export function sortAlgs(algs: readonly string[], chosen: string) {
  if (algs.length <= 4) return { shown: algs, others: [] }
  const isShown = (alg: string) => usual.has(alg) || alg === chosen
  return { shown: algs.filter(isShown), others: algs.filter((alg) => !isShown(alg)) }
}

const weak: Readonly<Record<string, 'ui.key.weak_rs' | 'ui.key.weak_oaep' | undefined>> = {
  RS256: 'ui.key.weak_rs',
  RS384: 'ui.key.weak_rs',
  RS512: 'ui.key.weak_rs',
  'RSA-OAEP': 'ui.key.weak_oaep',
}

/** The drawback of an algorithm. */
export function algWarning(alg: string): string | null {
  const text = weak[alg]
  return text ? t(text) : null
}
