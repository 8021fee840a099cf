import { interactionFindings, interactionId } from '../interaction-id'
import { defineRule } from '../rule'

/** @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-5.1) */
export default defineRule({
  id: 'tr-fapi-interaction-id',
  on: 'token-response',
  about: interactionId,
  refs: ['OFM', 'OIDF-SUITE', 'RFC6749-5.1'],
  check: ({ message, request }) => interactionFindings(message, request),
})
