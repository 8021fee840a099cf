import type { ParResponse } from '@/lib/flow/model/message'
import { jsonObjectOf } from '@/lib/model/json'
import { header } from '@/lib/model/http-text'
import { finding } from '../builders'
import { isRefused, mediaType } from '../reading'
import { defineRule, notObserved, type CheckResult } from '../rule'
import { alsoUnique } from '../unique-members'

/**
 * The response is a JSON object with unique members, sent as `application/json`.
 *
 * @see [RFC 9126](https://www.rfc-editor.org/rfc/rfc9126.html#section-2.2)
 */
export default defineRule({
  id: 'par-content-type',
  on: 'par-response',
  about: 'Content-Type',
  refs: ['RFC9126-2.2'],
  check: ({ message }) => alsoUnique(message, ofType(message)),
})

function ofType(message: ParResponse): CheckResult {
  if (isRefused(message)) return undefined
  const { body, headers } = message
  const isPasted = headers.length === 0
  if (!jsonObjectOf(body) && !(isPasted && body === ''))
    return [finding('not_object', body.slice(0, 40))]
  if (isPasted) return notObserved
  const contentType = header(headers, 'content-type')
  if (contentType === undefined) return [finding('missing')]
  return mediaType(contentType) === 'application/json'
    ? []
    : [finding('differs', contentType, 'application/json')]
}
