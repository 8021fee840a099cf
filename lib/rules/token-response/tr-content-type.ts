import { isObject, readJson } from '@/lib/model/json'
import { header } from '@/lib/model/http-text'
import type { Finding } from '@/lib/model/rule-result'
import { isBareRefusal, isReceived } from '../response-reading'
import { finding } from '../builders'
import { mediaType } from '../reading'
import { repeatedMembers } from '../unique-members'
import { defineRule, notObserved } from '../rule'

/**
 * The response, including an error response, is one JSON object with unique members, sent as
 * `application/json`. Responses to internal server errors are not judged.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-5.1)
 */
export default defineRule({
  id: 'tr-content-type',
  on: 'token-response',
  about: 'Content-Type',
  refs: ['RFC6749-5.1', 'RFC6749-5.2'],
  check({ message }) {
    const { status, headers, body, truncated } = message
    if (!isReceived(message) || (status !== null && status >= 500)) return undefined
    // An error response without a body is reported by tr-status.
    if (isBareRefusal(message)) return undefined
    const problems = truncated ? [] : problemsOf(body)
    if (problems.length > 0) return problems
    if (headers.length === 0) return notObserved
    const contentType = header(headers, 'content-type')
    if (contentType === undefined) return [finding('missing', null, 'application/json')]
    if (mediaType(contentType) !== 'application/json')
      return [finding('differs', contentType, 'application/json')]
    return truncated ? notObserved : []
  },
})

function problemsOf(body: string): readonly Finding[] {
  const { value, duplicates } = readJson(body)
  return isObject(value)
    ? repeatedMembers(duplicates)
    : [finding('not_object', `${body.length} characters`)]
}
