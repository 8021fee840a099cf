import { jsonTreeOf } from '@/lib/model/json'
import { finding } from '../builders'
import { mediaType } from '../reading'
import { headerOf } from '../resource-reading'
import { defineRule, notObserved } from '../rule'
import { show } from '../token-reading'

/**
 * A response has a date, and JSON is sent as JSON in UTF-8. Documented types of other bodies are not known.
 *
 * @see [FAPI 1.0 Baseline](https://openid.net/specs/openid-financial-api-part-1-1_0.html#section-6.2.1)
 */
export default defineRule({
  id: 'rr-date-content-type',
  on: 'resource-response',
  about: 'Content-Type',
  refs: ['FAPI1-BASE-6.2.1'],
  check({ message }) {
    if (message.kind !== 'resource-response' || message.status === null) return undefined
    if (message.headers.length === 0) return notObserved
    const contentType = headerOf(message, 'content-type') ?? ''
    const isJson = !message.truncated && jsonTreeOf(message.body) !== null
    return [
      ...(headerOf(message, 'date') === undefined ? [finding('date')] : []),
      ...(isJson && !isJsonType(contentType)
        ? [finding('content_type', show(contentType), 'application/json')]
        : []),
    ]
  },
})

function isJsonType(contentType: string): boolean {
  const charset = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType)?.[1] ?? 'utf-8'
  const isUtf8 = /^utf-?8$/i.test(charset)
  return isUtf8 && /^application\/(?:json|[\w.+-]+\+json)$/.test(mediaType(contentType))
}
