import { textIn, type JsonObject } from '@/lib/model/json'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import type { Finding } from '@/lib/model/rule-result'
import { binds } from '../bodies'
import { finding } from '../builders'
import { defineRule } from '../rule'

/**
 * The encryption of a request object. Its content is not visible here.
 *
 * @see [FAPI 1.0 Advanced](https://openid.net/specs/openid-financial-api-part-2-1_0.html#section-8.6.1)
 * @see [RFC 7519](https://www.rfc-editor.org/rfc/rfc7519.html#section-5.2)
 */
export default defineRule({
  id: 'ro-jwe',
  on: 'request-object',
  about: 'alg',
  refs: ['FAPI1-ADV-8.6.1', 'RFC9101-6.1', 'RFC7519-5.2', 'OFB'],
  check({ jwt: { kind, header }, context: { ruleProfile } }) {
    if (kind !== 'jwe' || !header) return undefined
    const cty = textIn(header, 'cty')
    return [
      ...ofAlgorithm(header, ruleProfile),
      ...(header['kid'] === undefined ? [{ ...finding('kid'), severity: 'warn' as const }] : []),
      ...(cty?.toUpperCase() === 'JWT' ? [] : [finding('cty', cty, 'JWT')]),
    ]
  },
})

function ofAlgorithm(header: JsonObject, profile: RuleProfile): readonly Finding[] {
  const [alg, enc] = [textIn(header, 'alg'), textIn(header, 'enc')]
  if (alg === 'RSA1_5') return [finding('rsa1_5', alg, 'RSA-OAEP, RSA-OAEP-256')]
  const isBrazilian = alg === 'RSA-OAEP' && enc === 'A256GCM'
  return binds(profile, 'BR') && !isBrazilian
    ? [finding('br', `${alg ?? ''} ${enc ?? ''}`, 'RSA-OAEP A256GCM')]
    : []
}
