import { splitUrl } from '@/lib/model/url'
import { finding } from '../builders'
import { defineRule } from '../rule'

function isUtf8(query: string): boolean {
  try {
    decodeURIComponent(query)
    return true
  } catch {
    return false
  }
}

/** Characters that must be encoded in form-encoded text. Browsers encode some of them automatically. */
const raw = /[^\x21-\x7e]/

/**
 * The query is form-encoded UTF-8.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#appendix-B)
 */
export default defineRule({
  id: 'az-encoding',
  on: 'authorization-request',
  about: 'params',
  refs: ['RFC6749-APPENDIX-B', 'RFC6749-3.1'],
  check({ message }) {
    const { query } = splitUrl(message.url)
    if (query === null) return undefined
    const unencoded = raw.exec(query)?.[0]
    if (unencoded !== undefined) return [finding('raw', unencoded)]
    const broken = /%(?![\da-f]{2}).{0,2}/i.exec(query)?.[0]
    if (broken !== undefined) return [finding('percent', broken)]
    return isUtf8(query) ? [] : [finding('utf8')]
  },
})
