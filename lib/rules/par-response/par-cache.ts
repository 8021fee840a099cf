import { header, listedIn } from '@/lib/model/http-text'
import { finding } from '../builders'
import { isRefused } from '../reading'
import { defineRule, notObserved } from '../rule'

/** @see [RFC 9126](https://www.rfc-editor.org/rfc/rfc9126.html#section-2.2) */
export default defineRule({
  id: 'par-cache',
  on: 'par-response',
  about: 'Cache-Control',
  refs: ['RFC9126-2.2', 'RFC6749-5.1'],
  check({ message }) {
    if (isRefused(message)) return undefined
    if (message.headers.length === 0) return notObserved
    const cacheControl = header(message.headers, 'cache-control')
    if (cacheControl === undefined) return [finding('missing', null, 'no-store')]
    return listedIn(cacheControl).includes('no-store')
      ? []
      : [finding('differs', cacheControl, 'no-store')]
  },
})
