import { header } from '@/lib/model/http-text'
import { formDecode, splitUrl } from '@/lib/model/url'
import { finding, repeatedIn } from '../builders'
import { mediaType, namesOf } from '../reading'
import { formType } from '../request-reading'
import { defineRule } from '../rule'

/**
 * Parameters that may occur more than once.
 *
 * @see [RFC 8707](https://www.rfc-editor.org/rfc/rfc8707.html#section-2)
 */
const repeatable: ReadonlySet<string> = new Set(['resource', 'audience'])

/** Parameters that must not be in a URL, because URLs are logged. */
const bodyOnly: ReadonlySet<string> = new Set([
  'client_assertion',
  'client_secret',
  'code',
  'code_verifier',
  'grant_type',
  'refresh_token',
])

/** @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-3.2) */
export default defineRule({
  id: 'tr-request-post-body',
  on: 'token-response',
  about: 'request',
  refs: ['RFC6749-2.3.1', 'RFC6749-3.2'],
  check({ request }) {
    if (!request) return undefined
    const contentType = header(request.headers, 'content-type')
    const isForm = contentType === undefined || mediaType(contentType) === formType
    const inUrl = namesOf(formDecode(splitUrl(request.url).query ?? '')).filter((name) =>
      bodyOnly.has(name),
    )
    const names = namesOf(request.params).filter((name) => !repeatable.has(name))
    return [
      ...(request.method === 'POST' ? [] : [finding('method', request.method, 'POST')]),
      ...(isForm ? [] : [finding('content_type', contentType, formType)]),
      ...inUrl.map((name) => finding('in_url', name)),
      ...[...repeatedIn(names)].map((name) => finding('repeated', name)),
    ]
  },
})
