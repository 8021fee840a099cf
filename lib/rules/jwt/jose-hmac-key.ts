import { finding } from '../builders'
import { defineRule, notObserved } from '../rule'
import { isSymmetric, signingAlg } from '../token-reading'

/**
 * A shorter secret can be guessed from one token. Only the secret that verified the signature is judged.
 *
 * @see [RFC 7518](https://www.rfc-editor.org/rfc/rfc7518.html#section-3.2)
 */
export default defineRule({
  id: 'jose-hmac-key',
  on: 'jwt',
  about: 'alg',
  refs: ['RFC7518-3.2', 'RFC8725-3.5', 'OIDC-CORE-16.19'],
  check({ jwt, verification: { status, source, jwk } }) {
    if (!isSymmetric(jwt)) return undefined
    const size = status === 'valid' && source === 'secret' ? jwk?.size : null
    if (typeof size !== 'number') return notObserved
    const needed = Number(signingAlg(jwt)?.slice(2))
    return size < needed ? [finding('short', `${size} bits`, `≥ ${needed} bits`)] : []
  },
})
