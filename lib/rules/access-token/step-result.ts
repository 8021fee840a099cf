import { textIn } from '@/lib/model/json'
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
    const { acrValues, maxAge } = challenge
    const acr = textIn(jwt.payload, 'acr')
    const authTime = jwt.payload?.['auth_time']
    const asked = context.requested
    const judgesAcr = acr !== null && acrValues.some((each) => asks(asked.acrValues, each))
    const judgesTime =
      typeof authTime === 'number' && maxAge !== null && (asked.maxAge ?? Infinity) <= maxAge
    if (!judgesAcr && !judgesTime) return undefined
    const oldest = secondsAt(context) - (maxAge ?? 0) - clockSkew
    return [
      ...(judgesAcr && !acrValues.includes(acr) ? [finding('acr', acr, acrValues.join(' '))] : []),
      ...(judgesTime && authTime < oldest
        ? [finding('auth_time', isoOf(authTime), `≥ ${isoOf(oldest)}`)]
        : []),
    ]
  },
})

const asks = (acrValues: string | null, acr: string) => acrValues?.split(' ').includes(acr) === true
