import { challengesIn } from '@/lib/model/challenges'
import { finding } from '../builders'
import { attributeOf, challengeText, isAuthorized, tokenChallenges } from '../resource-reading'
import { defineRule, notObserved } from '../rule'

/**
 * A response with status 401 says how the client can authenticate and, if it sent a token, what is wrong
 * with it.
 *
 * @see [RFC 6750](https://www.rfc-editor.org/rfc/rfc6750.html#section-3)
 */
export default defineRule({
  id: 'at-challenge',
  on: 'resource-response',
  about: 'WWW-Authenticate',
  refs: ['RFC6750-3', 'RFC6750-3.1', 'RFC9470-3', 'RFC9449-7.1'],
  check({ message, request }) {
    if (message.status !== 401) return undefined
    if (message.headers.length === 0) return notObserved
    const { list, error } = challengesIn(message.headers)
    if (list.length === 0 && error === null) return [finding('missing')]
    if (!request || !isAuthorized(request)) return []
    const suitable = tokenChallenges(message)
    const texts = list.map(challengeText).join(', ')
    if (suitable.length === 0) return [finding('scheme', texts, 'Bearer, DPoP')]
    const hasError = suitable.some((each) => attributeOf(each, 'error') !== undefined)
    return hasError ? [] : [finding('error', texts, 'error')]
  },
})
