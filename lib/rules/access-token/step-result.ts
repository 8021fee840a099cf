import { textIn } from '@/lib/model/json'
import type { RequestedParams } from '@/lib/flow/model/flow'
import type { StepUp } from '@/lib/flow/model/flow-facts'
import { isProfiled } from '../at-reading'
import { finding } from '../builders'
import { defineRule } from '../rule'
import { clockSkew, isoOf, secondsAt } from '../token-reading'

/**
 * The token after a step-up shows the authentication that the resource demanded, if the client requested it. Claims
 * that it does not have are reported by `at-acr-auth-time`.
 *
 * @see [RFC 9470](https://www.rfc-editor.org/rfc/rfc9470.html#section-5)
 */
export default defineRule({
  id: 'step-result',
  on: 'access-token',
  about: 'acr',
  refs: ['RFC9470-5', 'RFC9470-6.1', 'RFC9470-6.2'],
  check({ jwt, context }) {
    const { challenge, from } = context.tokenContext
    if (!challenge || from !== 'token-response' || !isProfiled(jwt)) return undefined
    const acr = judgeAcr(challenge, context.requested, textIn(jwt.payload, 'acr'))
    const authTime = jwt.payload?.['auth_time']
    const time = judgeTime(challenge, context.requested, authTime, secondsAt(context))
    return acr || time ? [...(acr ?? []), ...(time ?? [])] : undefined
  },
})

type Requested = Pick<RequestedParams, 'acrValues' | 'maxAge'>

/** Null if the client did not request what the resource demanded, or the token has no `acr`. */
function judgeAcr({ acrValues }: StepUp, requested: Requested, acr: string | null) {
  const asked = requested.acrValues?.split(' ') ?? []
  if (acr === null || !acrValues.some((each) => asked.includes(each))) return null
  return acrValues.includes(acr) ? [] : [finding('acr', acr, acrValues.join(' '))]
}

/** Null if the client did not request the age that the resource demanded, or the token has no `auth_time`. */
function judgeTime({ maxAge }: StepUp, requested: Requested, authTime: unknown, now: number) {
  if (typeof authTime !== 'number' || maxAge === null) return null
  if ((requested.maxAge ?? Infinity) > maxAge) return null
  const oldest = now - maxAge - clockSkew
  return authTime < oldest ? [finding('auth_time', isoOf(authTime), `≥ ${isoOf(oldest)}`)] : []
}
