import type { NamedKey } from '@/lib/jose/key-set'
import type { Finding } from '@/lib/model/rule-result'
import { finding } from '../builders'
import { keyRule } from '../key-set-builders'
import { octetsIn } from '../key-set-reading'

const usual = 65_537
/** Exponents up to this many octets are shown as a number. */
const maxOctets = 6

const isEven = (bytes: Uint8Array) => ((bytes.at(-1) ?? 1) & 1) === 0

function valueOf(bytes: Uint8Array): number | null {
  const digits = bytes.subarray(bytes.findIndex((byte) => byte !== 0))
  return digits.length > maxOctets ? null : digits.reduce((sum, byte) => sum * 256 + byte, 0)
}

function judgeExponent(name: string, e: Uint8Array): readonly Finding[] {
  const value = valueOf(e)
  const seen = `${name} e: ${value ?? `${e.length} octets`}`
  if (isEven(e) || value === 1) return [finding('exponent', seen, String(usual))]
  if (value === usual) return []
  return [{ ...finding('unusual', seen, String(usual)), severity: 'warn' }]
}

function judgeKey({ name, jwk }: NamedKey): readonly Finding[] {
  const [n, e] = [octetsIn(jwk, 'n'), octetsIn(jwk, 'e')]
  const padded = Object.entries({ n, e }).filter(([, bytes]) => bytes?.[0] === 0)
  return [
    ...(e ? judgeExponent(name, e) : []),
    ...(n && isEven(n) ? [finding('modulus', `${name} n`)] : []),
    ...padded.map(([member]) => ({
      ...finding('leading_zero', `${name} ${member}`),
      severity: 'warn' as const,
    })),
  ]
}

/**
 * The modulus is odd, and the exponent is odd and at least 3. Neither has extra zero octets.
 *
 * @see [RFC 8017](https://www.rfc-editor.org/rfc/rfc8017.html#section-3.1)
 * @see [RFC 7518](https://www.rfc-editor.org/rfc/rfc7518.html#section-6.3.1.1)
 */
export default keyRule({
  id: 'jwks-rsa-exponent',
  about: 'e',
  refs: ['RFC7518-6.3.1', 'RFC8017-3.1', 'RFC8725-3.5'],
  appliesTo: ({ jwk }) => jwk['kty'] === 'RSA',
  check: judgeKey,
})
