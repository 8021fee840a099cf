import { textIn } from '@/lib/model/json'
import type { StepUp } from '@/lib/flow/model/flow-facts'
import { isProfiled } from '../at-reading'
import { finding } from '../builders'
import { defineRule } from '../rule'
import { clockSkew, isoOf, secondsAt } from '../token-reading'

/**
 * The token after a step-up shows the authentication that the resource demanded. Claims that it does not have are
 * reported by `at-acr-auth-time`.
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
    const acr = judgeAcr(challenge, textIn(jwt.payload, 'acr'))
    const time = judgeTime(challenge, jwt.payload?.['auth_time'], secondsAt(context))
    return acr || time ? [...(acr ?? []), ...(time ?? [])] : undefined
  },
})

/** Null if the resource demanded no `acr`, or the token has none. */
function judgeAcr({ acrValues }: StepUp, acr: string | null) {
  if (acrValues.length === 0 || acr === null) return null
  return acrValues.includes(acr) ? [] : [finding('acr', acr, acrValues.join(' '))]
}

/** Null if the resource demanded no age, or the token has no `auth_time`. */
function judgeTime({ maxAge }: StepUp, authTime: unknown, now: number) {
  if (maxAge === null || typeof authTime !== 'number') return null
  const oldest = now - maxAge - clockSkew
  return authTime < oldest ? [finding('auth_time', isoOf(authTime), `≥ ${isoOf(oldest)}`)] : []
}
