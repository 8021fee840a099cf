import { interactionFindings, interactionId } from '../interaction-id'
import { defineRule } from '../rule'

/** @see [FAPI 1.0 Baseline](https://openid.net/specs/openid-financial-api-part-1-1_0.html#section-6.2.1) */
export default defineRule({
  id: 'par-fapi-interaction-id',
  on: 'par-response',
  about: interactionId,
  refs: ['FAPI1-BASE-6.2.1', 'OFM', 'OIDF-SUITE'],
  check: ({ message, request }) => interactionFindings(message, request),
})
