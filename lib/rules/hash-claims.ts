import { hashNameOf, type Hashes } from '@/lib/jose/hashes'
import type { TokenContext } from '@/lib/facts/token-context'
import { finding } from './builders'
import { defineRule, notObserved, type CheckResult, type Rule } from './rule'
import type { SpecRef } from '@/lib/model/spec-links'
import { show } from './token-reading'

/**
 * A claim that protects another value of the response: the left half of its hash, with the hash function of
 * the signature. It is required in an ID token that was sent through the browser.
 *
 * @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.3.3.2.11)
 */
export function hashClaim<const Id extends string>(row: {
  readonly id: Id
  readonly claim: 'at_hash' | 'c_hash' | 's_hash'
  readonly of: keyof TokenContext['hashes']
  readonly refs: readonly [SpecRef, ...SpecRef[]]
}): Rule<Id, 'id-token'> {
  const { id, claim, of, refs } = row
  return defineRule({
    id,
    on: 'id-token',
    about: claim,
    refs,
    check({ jwt: { header, payload }, verification, context: { tokenContext } }): CheckResult {
      if (!payload) return undefined
      const seen = payload[claim]
      const hashes = tokenContext.hashes[of]
      if (seen === undefined)
        return hashes && tokenContext.from === 'authorization-response'
          ? [finding('missing')]
          : undefined
      if (typeof seen !== 'string') return [finding('type', show(seen), 'string')]
      const name = hashNameOf(header?.['alg'], verification.jwk?.crv)
      if (!hashes || !name) return notObserved
      const expected = hashes[name]
      return seen === expected
        ? []
        : [finding(problemOf(seen, expected, hashes), show(seen), expected)]
    },
  })
}

function problemOf(seen: string, expected: string, hashes: Hashes): string {
  if (Object.values(hashes).includes(seen)) return 'algorithm'
  return seen.length === expected.length ? 'differs' : 'length'
}
