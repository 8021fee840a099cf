import type { Artefacts } from '../artefacts'
import { finding } from '../builders'
import { requestedClaims, isEssential } from '../requested-claims'
import { defineRule } from '../rule'
import type { Finding } from '@/lib/model/rule-result'
import { clockSkew, dateProblem, isoOf, secondsAt, unusualDate } from '../token-reading'

/**
 * `auth_time` is present if it was requested, and not older than max_age allows.
 *
 * @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.3.1.3.7)
 */
export default defineRule({
  id: 'idt-auth-time',
  on: 'id-token',
  about: 'auth_time',
  refs: ['OIDC-CORE-2', 'OIDC-CORE-3.1.2.1', 'OIDC-CORE-3.1.3.7', 'RFC9470-6.1'],
  check({ jwt: { payload }, context }) {
    if (!payload) return undefined
    const value = payload['auth_time']
    const { maxAge } = context.requested
    if (value === undefined) {
      const isRequested =
        maxAge !== null || isEssential(requestedClaims(context, 'id_token')['auth_time'])
      return isRequested && context.tokenContext.from !== 'refresh'
        ? [finding('missing')]
        : undefined
    }
    const problem = dateProblem(value, context)
    if (problem) return [problem]
    const time = Number(value)
    const old = ofAge(time, context)
    return old.length > 0 ? old : [...ofZero(time), ...unusualDate(time)]
  },
})

/** Some servers send 0 if they do not know the time. */
function ofZero(time: number): readonly Finding[] {
  return time === 0 ? [finding('zero', '0')] : []
}

function ofAge(time: number, context: Artefacts['id-token']['context']): readonly Finding[] {
  const now = secondsAt(context)
  const { maxAge } = context.requested
  if (time > now + clockSkew) return [finding('future', isoOf(time), isoOf(now))]
  // After a refresh, `auth_time` is the time of the original login.
  if (maxAge === null || context.tokenContext.from === 'refresh') return []
  const oldest = now - maxAge - clockSkew
  return time < oldest ? [finding('old', isoOf(time), `max_age ${maxAge}`)] : []
}
