import { isOnCurve } from '@/lib/jose/ec-point'
import { coordinateOctets } from '@/lib/jose/jwk-members'
import type { NamedKey } from '@/lib/jose/key-set'
import type { Finding } from '@/lib/model/rule-result'
import { finding } from '../builders'
import { keyRule } from '../key-set-builders'
import { octetsIn } from '../key-set-reading'

function judgePoint({ name, jwk }: NamedKey): readonly Finding[] {
  const crv = String(jwk['crv'])
  const [x, y] = [octetsIn(jwk, 'x'), octetsIn(jwk, 'y')]
  if (!x || !y) return []
  const size = coordinateOctets.get(crv)
  const short = Object.entries({ x, y }).filter(([, { length }]) => length !== size)
  if (short.length > 0)
    return short.map(([member, { length }]) =>
      finding('length', `${name} ${member}: ${length}`, String(size)),
    )
  return isOnCurve(crv, x, y) ? [] : [finding('off_curve', `${name}: ${crv}`)]
}

/**
 * Coordinates have the full length of the curve, and their point is on it.
 *
 * @see [RFC 7518](https://www.rfc-editor.org/rfc/rfc7518.html#section-6.2.1.2)
 * @see [RFC 8725](https://www.rfc-editor.org/rfc/rfc8725.html#section-3.4)
 */
export default keyRule({
  id: 'jwks-ec-coordinates',
  about: 'x',
  refs: ['RFC7518-6.2.1.2', 'RFC7518-6.2.1.3', 'RFC8725-3.4'],
  appliesTo: ({ jwk }) => jwk['kty'] === 'EC' && coordinateOctets.has(jwk['crv']),
  check: judgePoint,
})
