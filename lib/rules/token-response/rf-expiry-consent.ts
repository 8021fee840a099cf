import { isObject, textIn, type JsonObject } from '@/lib/model/json'
import { isReceived, isSuccess } from '../response-reading'
import { finding } from '../builders'
import { requestedDetails, refreshOf } from '../grant-reading'
import { defineRule, notObserved } from '../rule'
import { isoOf, secondsAt } from '../token-reading'

/**
 * An expired consent gives no new tokens. If there are several consents, the last expiry counts.
 *
 * @see [RFC 9396](https://www.rfc-editor.org/rfc/rfc9396.html#section-6)
 */
export default defineRule({
  id: 'rf-expiry-consent',
  on: 'token-response',
  about: 'refresh_token',
  refs: ['CDS', 'OFM', 'RFC9396-6', 'RFC6749-5.2'],
  check(artefact) {
    const { message, context } = artefact
    if (!refreshOf(artefact) || !isReceived(message)) return undefined
    const details = requestedDetails(artefact)
    if (!details) return notObserved
    const end = details.length === 0 ? Infinity : Math.max(...details.map(endOf))
    if (end > context.now) return undefined
    const [seen, expected] = [isoOf(end / 1000), isoOf(secondsAt(context))]
    return isSuccess(message) ? [finding('alive', seen, expected)] : []
  },
})

/** Expiry of a consent, in milliseconds since the epoch; infinite if it has none. */
function endOf({ consent }: JsonObject): number {
  const end = Date.parse(textIn(isObject(consent) ? consent : null, 'expiration_datetime') ?? '')
  return Number.isNaN(end) ? Infinity : end
}
