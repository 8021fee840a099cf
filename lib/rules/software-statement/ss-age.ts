import { binds } from '../bodies'
import { finding } from '../builders'
import { expiredFinding, timeIn } from '../created-jwt'
import { defineRule } from '../rule'
import { clockSkew, isoOf, secondsAt } from '../token-reading'

/** Seconds after `iat` in which Brazil accepts a statement for a registration. */
const brazilian = 300

/** Whether a statement can still be used for a registration. */
export default defineRule({
  id: 'ss-age',
  on: 'software-statement',
  about: 'iat',
  refs: ['CDS', 'OFB'],
  check(token) {
    const { context } = token
    const iat = binds(context.ruleProfile, 'BR') ? timeIn(token, 'iat') : null
    if (timeIn(token, 'exp') === null && iat === null) return undefined
    const expired = expiredFinding(token)
    if (expired) return [expired]
    const now = secondsAt(context)
    const isOld = iat !== null && iat + brazilian + clockSkew < now
    return isOld ? [finding('old', isoOf(iat), `≥ ${isoOf(now - brazilian)}`)] : []
  },
})
