import { registeredJweAlgorithms } from '@/lib/jose/algorithms'
import { textIn, type JsonObject } from '@/lib/model/json'
import type { Finding } from '@/lib/model/rule-result'
import { finding } from '../builders'
import { jweOf } from '../jwe-reading'
import { defineRule } from '../rule'

const asymmetric = 'RSA-OAEP-256, ECDH-ES'

/** Repetitions of the hash function. A reader calculates all of them before it can reject the JWE. */
const maxCount = 10_000_000

/**
 * The algorithm that encrypts the key. The only use of a symmetric one is with a secret that both sides share.
 *
 * @see [RFC 8725](https://www.rfc-editor.org/rfc/rfc8725.html#section-3.2)
 * @see [RFC 7518](https://www.rfc-editor.org/rfc/rfc7518.html#section-4.8.1.2)
 */
export default defineRule({
  id: 'jose-jwe-alg',
  on: 'jwt',
  about: 'alg',
  refs: ['RFC8725-3.2', 'FAPI1-ADV-8.6.1', 'RFC7518-4.8.1.2'],
  check(artefact) {
    const header = jweOf(artefact)?.header
    const alg = header ? textIn(header, 'alg') : null
    if (!header || alg === null || !registeredJweAlgorithms.includes(alg)) return undefined
    return [...ofAlg(alg), ...ofCount(header)]
  },
})

function ofAlg(alg: string): readonly Finding[] {
  if (alg === 'RSA1_5') return [finding('rsa1_5', alg, asymmetric)]
  const isSymmetric = /^(?:dir$|A\d{3}(?:GCM)?KW$|PBES2-)/.test(alg)
  return isSymmetric ? [finding('symmetric', alg, asymmetric)] : []
}

function ofCount({ p2c }: JsonObject): readonly Finding[] {
  return typeof p2c === 'number' && p2c > maxCount
    ? [finding('p2c', String(p2c), `≤ ${maxCount}`)]
    : []
}
