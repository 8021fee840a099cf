import { finding } from '../builders'
import { defineRule } from '../rule'
import { inHeader, pathOf } from '../signed-reading'
import { show } from '../token-reading'

/** Version 4 of UK Open Banking. A path of version 3.1 does not tell whether it is newer than 3.1.3. */
const version4 = /^\/(?:[^/]+\/)*open-banking\/v4\.\d+\//

/**
 * `b64` is a boolean and critical. In UK Open Banking it is not used from version 3.1.4.
 *
 * @see [RFC 7797](https://www.rfc-editor.org/rfc/rfc7797.html#section-6)
 */
export default defineRule({
  id: 'ps-b64',
  on: 'payload-signature',
  about: 'b64',
  refs: ['RFC7797-3', 'RFC7797-6', 'RFC7797-7', 'OBIE'],
  check: (signed) =>
    inHeader(signed, ({ b64, crit }) => {
      if (b64 === undefined) return []
      if (typeof b64 !== 'boolean') return [finding('type', show(b64), 'false')]
      if (b64) return [finding('needless', 'true')]
      const path = signed.exchange ? pathOf(signed.exchange) : null
      return [
        ...(Array.isArray(crit) && crit.includes('b64')
          ? []
          : [finding('not_critical', null, 'b64')]),
        ...(path !== null && version4.test(path) ? [finding('version', path)] : []),
      ]
    }),
})
