import { finding } from '../builders'
import { defineRule } from '../rule'

const refusals: ReadonlySet<number> = new Set([401, 403])

/**
 * A token gives no access once its consent was withdrawn.
 *
 * @see [UK Open Banking, Delete Account Access Consents](https://openbankinguk.github.io/read-write-api-site3/v4.0/resources-and-data-models/aisp/account-access-consents.html)
 */
export default defineRule({
  id: 'fl-consent-withdrawn',
  on: 'flow',
  about: 'status',
  refs: ['OBIE', 'OFB', 'CDS', 'BERLIN-GROUP', 'OFM'],
  check({ message, flowContext: { consentWithdrawnAt: end, request } }) {
    if (message.kind !== 'resource-response' || end === null || !request) return undefined
    const { status } = message
    if (request.at < end || status === null) return undefined
    if (refusals.has(status)) return []
    const after = ((request.at - end) / 1000).toFixed(1)
    return status < 300 ? [finding('alive', `${status}, ${after} s`, '401, 403')] : undefined
  },
})
