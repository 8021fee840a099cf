import { listOf } from '@/lib/model/json'
import { isProfiled } from '../at-reading'
import { finding } from '../builders'
import { defineRule, notObserved } from '../rule'
import { show } from '../token-reading'

/**
 * The audience of an access token is a resource server. If it is the client, the token could be mistaken for
 * an ID token.
 *
 * @see [RFC 9068](https://www.rfc-editor.org/rfc/rfc9068.html#section-5)
 */
export default defineRule({
  id: 'at-aud',
  on: 'access-token',
  about: 'aud',
  refs: ['RFC9068-2.2', 'RFC9068-4', 'RFC9068-5'],
  check({ jwt, context: { clientId } }) {
    const aud = jwt.payload?.['aud']
    if (!isProfiled(jwt) || aud === undefined) return undefined
    if (clientId === null) return notObserved
    const audiences = listOf(aud)
    return audiences.includes(clientId) ? [finding('client', show(aud))] : []
  },
})
