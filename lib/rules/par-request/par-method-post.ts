import { header } from '@/lib/model/http-text'
import { finding } from '../builders'
import { formType, isForm, lacksBody } from '../request-reading'
import { defineRule, notObserved } from '../rule'

/** @see [RFC 9126](https://www.rfc-editor.org/rfc/rfc9126.html#section-2.1) */
export default defineRule({
  id: 'par-method-post',
  on: 'par-request',
  about: 'method',
  refs: ['RFC9126-2', 'RFC9126-2.1', 'RFC9126-2.3'],
  check({ message }) {
    const { method, headers } = message
    const isSentAsForm = isForm(message)
    const findings = [
      ...(method === 'POST' ? [] : [finding('method', method, 'POST')]),
      ...(isSentAsForm === false
        ? [finding('content_type', header(headers, 'content-type'), formType)]
        : []),
    ]
    if (findings.length > 0 || isSentAsForm) return findings
    return lacksBody(message) ? undefined : notObserved
  },
})
