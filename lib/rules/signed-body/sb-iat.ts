import { defineRule } from '../rule'
import { sentAt, timeFinding, timeProblem } from '../signed-reading'
import { notObserved } from '../rule'

/** Seconds before and after the message that a verifier accepts, and that some of them accept. */
const accepted = 60
const tolerated = 300

/** @see [Open Finance Brasil, Financial-grade API](https://openfinancebrasil.atlassian.net/wiki/spaces/OF) */
export default defineRule({
  id: 'sb-iat',
  on: 'signed-body',
  about: 'iat',
  refs: ['OFB'],
  check(signed) {
    const { payload } = signed.jwt
    if (!payload) return undefined
    const problem = timeProblem(payload, 'iat')
    if (problem) return [problem]
    const iat = Number(payload['iat'])
    const at = sentAt(signed)
    if (iat - at > tolerated) return [timeFinding('outside', iat, at)]
    // A pasted body may have been pasted late.
    if (!signed.exchange && at - iat > accepted) return notObserved
    const distance = Math.abs(at - iat)
    if (distance <= accepted) return []
    return [timeFinding(distance > tolerated ? 'outside' : 'skewed', iat, at)]
  },
})
