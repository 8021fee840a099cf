import { finding } from '../builders'
import { confirmation, isThumbprint } from '../confirmation'
import { defineRule, notObserved } from '../rule'
import { show } from '../token-reading'

/**
 * The token is bound to the key of the DPoP proof that the client sent.
 *
 * @see [RFC 9449](https://www.rfc-editor.org/rfc/rfc9449.html#section-6.1)
 */
export default defineRule({
  id: 'at-cnf-jkt',
  on: 'access-token',
  about: 'cnf',
  refs: ['RFC9449-6.1', 'RFC9449-4.3', 'RFC7638-3'],
  check({ jwt: { payload }, context: { tokenContext } }) {
    if (!payload) return undefined
    const { dpopThumbprint } = tokenContext
    const jkt = confirmation(payload)?.['jkt']
    if (jkt === undefined)
      return dpopThumbprint === null ? undefined : [finding('missing', null, dpopThumbprint)]
    if (!isThumbprint(jkt)) return [finding('form', show(jkt))]
    if (dpopThumbprint === null) return notObserved
    return jkt === dpopThumbprint ? [] : [finding('differs', show(jkt), dpopThumbprint)]
  },
})
