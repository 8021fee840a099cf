import { finding } from '../builders'
import { isPersonal } from '../personal'
import { defineRule } from '../rule'
import { show } from '../token-reading'

/**
 * A response in a URL reaches logs and the history of the browser.
 *
 * @see [FAPI 1.0 Advanced](https://openid.net/specs/openid-financial-api-part-2-1_0.html#section-5.2.2.1)
 */
export default defineRule({
  id: 'idt-front-channel-pii',
  on: 'id-token',
  about: 'payload',
  refs: ['FAPI1-ADV-5.2.2.1', 'CDS'],
  check({ jwt: { payload }, outer, context: { tokenContext } }) {
    const isEncrypted = outer?.kind === 'jwe'
    if (!payload || isEncrypted || tokenContext.from !== 'authorization-response') return undefined
    return Object.keys(payload)
      .filter(isPersonal)
      .map((name) => finding('present', show(name)))
  },
})
