import { purposeOfKey } from '@/lib/jose/key-set'
import type { JsonObject } from '@/lib/model/json'
import { finding } from '../builders'
import { fitsAlg } from '../key-set-reading'
import { keysRule } from '../key-set-builders'
import { keyAlgsOf } from '../permitted-algs'

const typeOf = ({ alg, kty, crv }: JsonObject) =>
  [alg ?? kty, crv].filter((part) => typeof part === 'string').join(' ')

/**
 * One signing key is for a permitted algorithm. Others may be for clients outside the profile.
 *
 * @see [FAPI 2.0 Security Profile](https://openid.net/specs/fapi-security-profile-2_0-final.html#section-5.4.1)
 */
export default keysRule({
  id: 'jwks-alg-allowed',
  about: 'alg',
  refs: ['FAPI2-SP-5.4.1', 'FAPI1-ADV-8.6'],
  check(keys, { context }) {
    const permitted = keyAlgsOf(context.ruleProfile)
    const signing = keys.filter(({ jwk }) => purposeOfKey(jwk) !== 'enc' && jwk['kty'] !== 'oct')
    if (!permitted || signing.length === 0) return undefined
    const others = signing.filter(({ jwk }) => !permitted.some((alg) => fitsAlg(jwk, alg)))
    const expected = permitted.join(', ')
    if (others.length === signing.length) {
      const seen = new Set(others.map(({ jwk }) => typeOf(jwk)))
      return [finding('no_permitted', [...seen].join(', '), expected)]
    }
    return others.map(({ name, jwk }) => ({
      ...finding('others', `${name}: ${typeOf(jwk)}`, expected),
      severity: 'warn',
    }))
  },
})
