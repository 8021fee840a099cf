import type { NamedKey } from '@/lib/jose/key-set'
import { finding } from '../builders'
import { keysRule } from '../key-set-builders'

const kindOf = ({ jwk: { kty, use, alg } }: NamedKey) => JSON.stringify([kty, use, alg])

/**
 * Each key has its own `kid`. Keys of different types may share one if they are alternatives.
 *
 * @see [RFC 7517](https://www.rfc-editor.org/rfc/rfc7517.html#section-4.5)
 */
export default keysRule({
  id: 'jwks-kid-duplicate',
  about: 'kid',
  refs: [
    'RFC7517-4.5',
    'FAPI2-SP-5.4.2',
    'FAPI2-SP-5.4.3',
    'FAPI1-ADV-8.9',
    'FAPI1-ADV-8.11',
    'CDS',
  ],
  check(keys) {
    const named = keys.filter(({ jwk }) => typeof jwk['kid'] === 'string')
    if (named.length < 2) return undefined
    const groups = Map.groupBy(named, ({ jwk }) => jwk['kid'])
    return [...groups.values()].flatMap((group) => {
      const [first] = group
      if (!first || group.length === 1) return []
      const isAmbiguous = new Set(group.map(kindOf)).size < group.length
      return [finding(isAmbiguous ? 'ambiguous' : 'same_kid', first.name)]
    })
  },
})
