import type { NamedKey } from '@/lib/jose/key-set'
import type { Finding } from '@/lib/model/rule-result'
import { finding } from '../builders'
import { keysRule } from '../key-set-builders'
import { hexIn } from '../key-set-reading'

/**
 * Primes, each with the remainders that the moduli of the weak generator have: they are powers of 65537.
 *
 * @see [The Return of Coppersmith's Attack](https://crocs.fi.muni.cz/public/papers/rsa_ccs17)
 */
const fingerprint = [
  3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101,
  103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167,
].map((prime) => [BigInt(prime), powersModulo(prime)] as const)

function powersModulo(prime: number): ReadonlySet<bigint> {
  const powers = new Set<bigint>()
  for (let power = 1; !powers.has(BigInt(power)); power = (power * 65_537) % prime)
    powers.add(BigInt(power))
  return powers
}

/** Bits of a modulus that is tested. A longer one is not from that generator. */
const maxDigits = 4096 / 4

/** Whether a modulus, in hexadecimal, has the fingerprint of the ROCA weakness. */
function isRoca(hex: string): boolean {
  if (hex === '' || hex.length > maxDigits) return false
  const modulus = BigInt(`0x${hex}`)
  return fingerprint.every(([prime, powers]) => powers.has(modulus % prime))
}

interface Modulus {
  readonly name: string
  readonly hex: string
}

const modulusOf = ({ name, jwk }: NamedKey): readonly Modulus[] => {
  const hex = jwk['kty'] === 'RSA' ? hexIn(jwk, 'n') : null
  return hex === null ? [] : [{ name, hex }]
}

function sharedIn(moduli: readonly Modulus[]): readonly Finding[] {
  const groups = Map.groupBy(moduli, ({ hex }) => hex)
  return [...groups.values()].flatMap((group) => {
    const names = new Set(group.map(({ name }) => name))
    return names.size > 1 ? [finding('shared', [...names].slice(0, 5).join(', '))] : []
  })
}

/**
 * Moduli that a known weak generator produced, and moduli that several keys share.
 *
 * @see [RFC 8725](https://www.rfc-editor.org/rfc/rfc8725.html#section-3.5)
 */
export default keysRule({
  id: 'jwks-rsa-weak',
  about: 'n',
  refs: ['RFC8725-3.5', 'WYCHEPROOF'],
  check(keys) {
    const moduli = keys.flatMap(modulusOf)
    if (moduli.length === 0) return undefined
    return [
      ...moduli.filter(({ hex }) => isRoca(hex)).map(({ name }) => finding('roca', name)),
      ...sharedIn(moduli),
    ]
  },
})
