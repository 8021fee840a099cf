import { finding } from '../builders'
import { confirmation, isThumbprint } from '../confirmation'
import { defineRule } from '../rule'
import { show } from '../token-reading'

/**
 * A token that was requested with a client certificate has its thumbprint, in the right form. The browser does
 * not reveal which certificate it used, so the value is not compared.
 *
 * @see [RFC 8705](https://www.rfc-editor.org/rfc/rfc8705.html#section-3.1)
 */
export default defineRule({
  id: 'at-cnf-x5t',
  on: 'access-token',
  about: 'cnf',
  refs: ['RFC8705-3', 'RFC8705-3.1', 'FAPI2-SP-5.3.2.1'],
  check({ jwt: { payload }, context: { tokenContext } }) {
    if (!payload) return undefined
    const thumbprint = confirmation(payload)?.['x5t#S256']
    if (thumbprint === undefined)
      return tokenContext.certificate ? [finding('missing', null, 'x5t#S256')] : undefined
    return isThumbprint(thumbprint) ? [] : [finding('form', show(thumbprint))]
  },
})
