import { jsonObjectOf, textIn } from '@/lib/model/json'
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

/** @see [RFC 9449](https://www.rfc-editor.org/rfc/rfc9449.html#section-7.1) */
export default defineRule({
  id: 'dpop-error',
  on: 'resource-response',
  about: 'DPoP-Nonce',
  refs: ['RFC9449-5', 'RFC9449-7.1', 'RFC9449-8', 'RFC9449-9'],
  check({ message }) {
    const nonces = noncesIn(message)
    const challenges = tokenChallenges(message)
    const wanted = challenges.filter((each) => proofErrors.has(attributeOf(each, 'error')))
    const inBody = textIn(jsonObjectOf(message.body), 'error') ?? undefined
    const error = wanted.map((each) => attributeOf(each, 'error')).at(0) ?? inBody
    const isProofError = proofErrors.has(error)
    if (nonces.length === 0 && !isProofError) return undefined
    const { status } = message
    const isElsewhere = message.headers.length > 0 && !wanted.some(isDpopScheme)
    return [
      ...(nonces.length > 1 ? [finding('several_nonces', nonces.join(', '))] : []),
      ...(isProofError && status !== null && status !== 401
        ? [finding('status', String(status), '401')]
        : []),
      ...(isProofError && isElsewhere
        ? [
            finding(
              'challenge',
              challenges.map(challengeText).join(', ') || error,
              `DPoP error="${error ?? ''}"`,
            ),
          ]
        : []),
    ]
  },
})
