import { finding } from '../builders'
import {
  attributeOf,
  challengeText,
  isDpopScheme,
  noncesIn,
  proofErrors,
  tokenChallenges,
} from '../resource-reading'
import { defineRule } from '../rule'
import type { Challenge } from '@/lib/model/challenges'

const errorOf = (challenge: Challenge) => attributeOf(challenge, 'error')
const hasAlgs = (challenge: Challenge) => attributeOf(challenge, 'algs') !== undefined

/** Whether a challenge is about DPoP, whatever its scheme. */
function isAboutProof(challenge: Challenge): boolean {
  return isDpopScheme(challenge) || proofErrors.has(errorOf(challenge))
}

/**
 * A challenge for DPoP has this scheme and lists the algorithms. The example of a challenge that only demands
 * a nonce omits the list.
 *
 * @see [RFC 9449](https://www.rfc-editor.org/rfc/rfc9449.html#section-9)
 */
export default defineRule({
  id: 'rr-dpop-challenge',
  on: 'resource-response',
  about: 'WWW-Authenticate',
  refs: ['RFC9449-7.1', 'RFC9449-9'],
  check({ message }) {
    const challenges = tokenChallenges(message).filter(isAboutProof)
    if (challenges.length === 0) return undefined
    const own = challenges.filter(isDpopScheme)
    const demandsNonce = challenges.some((each) => errorOf(each) === 'use_dpop_nonce')
    const isListed = demandsNonce || own.length === 0 || own.some(hasAlgs)
    const [other] = own.length > 0 ? [] : challenges
    return [
      ...(other ? [finding('scheme', challengeText(other), 'DPoP')] : []),
      ...(demandsNonce && noncesIn(message).length === 0 ? [finding('nonce')] : []),
      ...(isListed ? [] : [finding('algs', own.map(challengeText).join(', '), 'algs')]),
    ]
  },
})
