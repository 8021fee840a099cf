import type { MessageKind } from '@/lib/flow/model/message'
import { finding } from '../builders'
import { defineRule, notObserved } from '../rule'
import { show } from '../token-reading'

/** Requests that present an access token. */
const presenting: ReadonlySet<MessageKind> = new Set(['resource-request', 'userinfo-request'])

/** @see [RFC 9449](https://www.rfc-editor.org/rfc/rfc9449.html#section-4.3) */
export default defineRule({
  id: 'dpop-ath',
  on: 'dpop-proof',
  about: 'ath',
  refs: ['RFC9449-4.2', 'RFC9449-4.3', 'RFC9449-7.1'],
  check({ jwt: { payload }, requestContext, context: { tokenContext } }) {
    if (!payload) return undefined
    if (!requestContext) return notObserved
    const { ath } = payload
    const { presentedHash: expected } = tokenContext
    if (expected !== null) {
      if (ath === undefined) return [finding('missing', null, expected)]
      return ath === expected ? [] : [finding('differs', show(ath), expected)]
    }
    if (presenting.has(requestContext.kind)) return notObserved
    return ath === undefined ? undefined : [{ ...finding('unneeded', show(ath)), severity: 'info' }]
  },
})
