import { jsonObjectOf } from '@/lib/model/json'
import { finding } from '../builders'
import { isReceived, isSuccess } from '../response-reading'
import { defineRule } from '../rule'
import { isoOf } from '../token-reading'

/** @see [RFC 9700](https://www.rfc-editor.org/rfc/rfc9700.html#section-4.14.2) */
export default defineRule({
  id: 'rf-old-token-rejected',
  on: 'flow',
  about: 'refresh_token',
  refs: ['RFC9700-4.14.2'],
  check({ message, flowContext: { replaced, request } }) {
    if (message.kind !== 'token-response' || !replaced || !request) return undefined
    if (request.at < replaced.at || !isReceived(message)) return undefined
    if (isSuccess(message)) return [finding('accepted', null, isoOf(replaced.at / 1000))]
    return jsonObjectOf(message.body)?.['error'] === 'invalid_grant' ? [] : undefined
  },
})
