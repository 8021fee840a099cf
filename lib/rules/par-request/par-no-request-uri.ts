import { finding } from '../builders'
import { namesOf } from '../reading'
import { inParams } from '../request-reading'
import { defineRule } from '../rule'

/** @see [RFC 9126](https://www.rfc-editor.org/rfc/rfc9126.html#section-2.1) */
export default defineRule({
  id: 'par-no-request-uri',
  on: 'par-request',
  about: 'request_uri',
  refs: ['RFC9126-2.1'],
  check: ({ message }) =>
    inParams(message, (params) =>
      namesOf(params).includes('request_uri') ? [finding('present')] : [],
    ),
})
