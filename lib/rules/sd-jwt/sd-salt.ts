import type { OpenedSdJwt } from '@/lib/jose/sd-jwt'
import { finding, repeatedIn } from '../builders'
import { enoughBits, possibleBits } from '../entropy'
import { defineRule } from '../rule'

/** @see [RFC 9901](https://www.rfc-editor.org/rfc/rfc9901.html#section-9.3) */
export default defineRule({
  id: 'sd-salt',
  on: 'sd-jwt',
  about: 'disclosures',
  refs: ['RFC9901-9.3'],
  check({ opened }) {
    const salted = opened ? saltsOf(opened) : []
    if (salted.length === 0) return undefined
    const repeated = repeatedIn(salted.map(({ salt }) => salt))
    return salted.flatMap(({ salt, at }) => {
      if (repeated.has(salt)) return [finding('repeated', at)]
      const bits = Math.floor(possibleBits(salt))
      return bits < enoughBits
        ? [finding('short', `${at}: ${bits} bits`, `≥ ${enoughBits} bits`)]
        : []
    })
  },
})

/** The salt of each disclosure, and its position with the claim name. A disclosure that is repeated counts once. */
function saltsOf({ disclosures }: OpenedSdJwt): readonly { salt: string; at: string }[] {
  const byText = new Map(
    disclosures.map(({ text, salt, name }, index) => [text, { salt, name, index }]),
  )
  return [...byText.values()].flatMap(({ salt, name, index }) =>
    salt === null ? [] : [{ salt, at: name === null ? String(index + 1) : `${index + 1} ${name}` }],
  )
}
