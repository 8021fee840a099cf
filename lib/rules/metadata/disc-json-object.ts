import { finding } from '../builders'
import { defineRule } from '../rule'
import { repeatedMembers } from '../unique-members'

/**
 * The body is one JSON object. Its member names should be unique.
 *
 * @see [RFC 8414](https://www.rfc-editor.org/rfc/rfc8414.html#section-3.2)
 * @see [RFC 8259](https://www.rfc-editor.org/rfc/rfc8259.html#section-4)
 */
export default defineRule({
  id: 'disc-json-object',
  on: 'metadata',
  about: 'body',
  refs: ['OIDC-DISCOVERY-4.2', 'RFC8414-3.2', 'RFC8259-4'],
  check({ document: { status, json, duplicates, body } }) {
    if (status !== null && status !== 200) return undefined
    if (json === null) return [finding('not_object', body.trim().slice(0, 40))]
    return repeatedMembers(duplicates)
  },
})
