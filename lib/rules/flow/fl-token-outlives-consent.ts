import { expiryIn } from '@/lib/consent/life'
import { detailType } from '@/lib/consent/types'
import { momentAfter, secondsOf } from '@/lib/model/lifetime'
import type { JsonObject } from '@/lib/model/json'
import type { Artefacts } from '../artefacts'
import { finding } from '../builders'
import { detailsIn, requestedDetails } from '../grant-reading'
import { inSuccess } from '../response-reading'
import { defineRule } from '../rule'
import { clockSkew, isoOf } from '../token-reading'

/** The request of a token response is a token request. */
type TokenRequest = Artefacts['token-response']['request']

const lifetimes = ['expires_in', 'refresh_expires_in']

/**
 * Tokens end with the consent. If there are several consents, the last expiry counts.
 *
 * @see [RFC 9396](https://www.rfc-editor.org/rfc/rfc9396.html#section-6)
 */
export default defineRule({
  id: 'fl-token-outlives-consent',
  on: 'flow',
  about: 'expires_in',
  refs: ['RFC9396-6', 'CDS', 'OFM'],
  check({ message, flowContext: { request }, context }) {
    if (message.kind !== 'token-response') return undefined
    return inSuccess(message, (members) => {
      const token = { message, request: request as TokenRequest, context }
      const details = detailsIn(members) ?? requestedDetails(token) ?? []
      const end = endOf(details, message.at)
      const ends = lifetimes.flatMap((name) => {
        const life = secondsOf(members[name])
        return life === null ? [] : [[name, momentAfter(message.at, life)] as const]
      })
      if (end === null || ends.length === 0) return undefined
      return ends
        .filter(([, at]) => at > end + clockSkew * 1000)
        .map(([name, at]) => finding('longer', `${name}: ${isoOf(at / 1000)}`, isoOf(end / 1000)))
    })
  },
})

/** When the last consent expires, in milliseconds since the epoch; null if one does not say so. */
function endOf(details: readonly JsonObject[], at: number): number | null {
  const ends = details.map((detail) => {
    const type = detailType(detail)
    return expiryIn(type, type.read(detail), at)
  })
  const known = ends.filter((end) => end !== null)
  return known.length === 0 || known.length < ends.length ? null : Math.max(...known)
}
