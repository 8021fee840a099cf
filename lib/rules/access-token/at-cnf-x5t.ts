import { finding } from '../builders'
import { confirmation, isThumbprint } from '../confirmation'
import { defineRule } from '../rule'
import { show } from '../token-reading'

/**
 * The thumbprint of the client certificate is well-formed. The browser does not reveal which certificate it
 * used, so the value is not compared.
 *
 * @see [RFC 8705](https://www.rfc-editor.org/rfc/rfc8705.html#section-3.1)
 */
export default defineRule({
  id: 'at-cnf-x5t',
  on: 'access-token',
  about: 'cnf',
  refs: ['RFC8705-3.1', 'RFC8705-3', 'FAPI2-SP-5.3.2.1'],
  check({ jwt: { payload } }) {
    const thumbprint = confirmation(payload)?.['x5t#S256']
    if (thumbprint === undefined) return undefined
    return isThumbprint(thumbprint) ? [] : [finding('form', show(thumbprint))]
  },
})
