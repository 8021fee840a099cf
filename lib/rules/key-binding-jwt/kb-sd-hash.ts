import { textIn } from '@/lib/model/json'
import { defineRule, notObserved } from '../rule'
import { issueFindings } from '../sd-jwt-reading'

/** @see [RFC 9901](https://www.rfc-editor.org/rfc/rfc9901.html#section-4.3.1) */
export default defineRule({
  id: 'kb-sd-hash',
  on: 'key-binding-jwt',
  about: 'sd_hash',
  refs: ['RFC9901-4.3.1'],
  check({ jwt: { payload }, issues, hash }) {
    if (textIn(payload, 'sd_hash') === null) return undefined
    return hash === null ? notObserved : issueFindings(issues, { kb_sd_hash_differs: 'differs' })
  },
})
