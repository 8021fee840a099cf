import { decodeJwt } from '@/lib/jose/decode'
import { textIn } from '@/lib/model/json'
import type { DecodedJwt } from '@/lib/jose/types'
import { finding } from '../builders'
import { isFapi } from '../fapi'
import { given } from '../reading'
import { defineRule, notObserved } from '../rule'
import type { Finding } from '@/lib/model/rule-result'
import { signingAlg } from '../token-reading'

/**
 * An encrypted response is signed first. FAPI 2.0 does not recommend encryption, because the contents are of
 * little value to an attacker.
 *
 * @see [JARM](https://openid.net/specs/oauth-v2-jarm-final.html#section-2.2)
 * @see [FAPI 2.0 Message Signing](https://openid.net/specs/fapi-message-signing-2_0-final.html#section-6.1)
 */
export default defineRule({
  id: 'jarm-encrypted',
  on: 'jarm',
  about: 'alg',
  refs: ['JARM-2.2', 'FAPI1-ADV-8.6.1', 'FAPI2-MS-6.1'],
  check({ message, jwt, decryption, context }) {
    const outer = decodeJwt(given(message.params, 'response') ?? '')
    if (outer.kind !== 'jwe') return undefined
    const isOpened = decryption?.status === 'opened'
    const findings = [
      ...ofOuter(outer),
      ...(isOpened && signingAlg(jwt) === null ? [finding('unsigned')] : []),
      ...(isFapi(context.ruleProfile) ? [finding('discouraged')] : []),
    ]
    return findings.length > 0 || isOpened ? findings : notObserved
  },
})

function ofOuter({ header }: DecodedJwt): readonly Finding[] {
  const isOld = textIn(header, 'alg') === 'RSA1_5'
  return isOld ? [finding('rsa1_5', 'RSA1_5', 'RSA-OAEP-256, ECDH-ES')] : []
}
