import { decodeBase64url } from '@/lib/jose/base64url'
import { finding } from '../builders'
import { defineRule } from '../rule'
import type { Finding } from '@/lib/model/rule-result'

interface Curve {
  /** Octets of R and of S. */
  readonly octets: number
  readonly order: bigint
}

const curves: ReadonlyMap<unknown, Curve> = new Map([
  [
    'ES256',
    {
      octets: 32,
      order: 0xffffffff_00000000_ffffffff_ffffffff_bce6faad_a7179e84_f3b9cac2_fc632551n,
    },
  ],
  [
    'ES384',
    {
      octets: 48,
      order:
        0xffffffff_ffffffff_ffffffff_ffffffff_ffffffff_ffffffff_c7634d81_f4372ddf_581a0db2_48b0a77a_ecec196a_ccc52973n,
    },
  ],
  [
    'ES512',
    {
      octets: 66,
      order:
        0x01ff_ffffffff_ffffffff_ffffffff_ffffffff_ffffffff_ffffffff_ffffffff_fffffffa_51868783_bf2f966b_7fcc0148_f709a5d0_3bb5c9b8_899c47ae_bb6fb71e_91386409n,
    },
  ],
])

/**
 * The signature consists of R and S. Each has the length of the curve's order and a value from 1 to the order
 * minus 1.
 *
 * @see [RFC 7518](https://www.rfc-editor.org/rfc/rfc7518.html#section-3.4)
 */
export default defineRule({
  id: 'jose-es-signature-length',
  on: 'jwt',
  about: 'signature',
  refs: ['RFC7518-3.4', 'RFC8725-3.4', 'WYCHEPROOF'],
  check({ jwt: { kind, header, parts, signatureLength } }) {
    const curve = curves.get(header?.['alg'])
    if (kind !== 'jws' || !curve || signatureLength === null) return undefined
    const octets = decodeBase64url(parts[2] ?? '')
    if (signatureLength === 2 * curve.octets) return rangeFindings(octets, curve)
    const code = isDer(octets) ? 'der' : 'length'
    return [finding(code, `${signatureLength} octets`, `${2 * curve.octets} octets`)]
  },
})

/** Whether the octets are a DER SEQUENCE of exactly this length. */
function isDer(octets: Uint8Array): boolean {
  const isLong = octets[1] === 0x81
  const length = isLong ? octets[2] : octets[1]
  return octets[0] === 0x30 && length === octets.length - (isLong ? 3 : 2)
}

function rangeFindings(signature: Uint8Array, { octets, order }: Curve): readonly Finding[] {
  const values = { R: signature.subarray(0, octets), S: signature.subarray(octets) }
  return Object.entries(values).flatMap(([name, value]) => {
    const number = BigInt(
      `0x${[...value].map((octet) => octet.toString(16).padStart(2, '0')).join('')}`,
    )
    if (number > 0n && number < order) return []
    return [finding('range', number === 0n ? `${name} = 0` : `${name} ≥ n`, '1 … n − 1')]
  })
}
