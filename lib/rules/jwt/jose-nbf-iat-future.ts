import { finding } from '../builders'
import { defineRule } from '../rule'
import { clockSkew, dateProblem, isoOf, secondsAt } from '../token-reading'

const names = ['nbf', 'iat'] as const

/** Seconds in the future that every server has to accept. */
const accepted = 10

/**
 * Up to 10 seconds in the future must be accepted, more than 60 must be rejected. Between them servers
 * differ.
 *
 * @see [FAPI 2.0 Security Profile](https://openid.net/specs/fapi-security-profile-2_0-final.html#section-5.3.2.1)
 */
export default defineRule({
  id: 'jose-nbf-iat-future',
  on: 'jwt',
  about: 'nbf',
  refs: ['FAPI2-SP-5.3.2.1', 'RFC7519-4.1.5', 'RFC7519-4.1.6'],
  check({ jwt: { payload }, context }) {
    const times = names.flatMap((name) => {
      const value = payload?.[name]
      return typeof value === 'number' && !dateProblem(value, context) ? [{ name, value }] : []
    })
    if (times.length === 0) return undefined
    const now = secondsAt(context)
    return times
      .filter(({ value }) => value - now > accepted)
      .map(({ name, value }) => {
        const [seen, expected] = [`${name}: ${isoOf(value)}`, isoOf(now)]
        return value - now > clockSkew
          ? finding('future', seen, expected)
          : { ...finding('ahead', seen, expected), severity: 'warn' }
      })
  },
})
