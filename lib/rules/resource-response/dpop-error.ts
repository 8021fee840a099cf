import { jsonObjectOf, textIn } from '@/lib/model/json'
import type { ResourceResponse } from '@/lib/facts/resource-context'
import type { Finding } from '@/lib/model/rule-result'
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
    const error = proofErrorIn(message)
    if (nonces.length === 0 && error === null) return undefined
    return [
      ...(nonces.length > 1 ? [finding('several_nonces', nonces.join(', '))] : []),
      ...(error === null ? [] : ofError(error, message)),
    ]
  },
})

/** The error about the proof, in a challenge or in the body; null without one. */
function proofErrorIn(message: ResourceResponse): string | null {
  const inChallenges = tokenChallenges(message).map((each) => attributeOf(each, 'error'))
  const inBody = textIn(jsonObjectOf(message.body), 'error') ?? undefined
  return [...inChallenges, inBody].find((error) => proofErrors.has(error)) ?? null
}

function ofError(error: string, message: ResourceResponse): readonly Finding[] {
  const { status, headers } = message
  const challenges = tokenChallenges(message)
  const isInChallenge = challenges.some(
    (each) => isDpopScheme(each) && proofErrors.has(attributeOf(each, 'error')),
  )
  const isElsewhere = headers.length > 0 && !isInChallenge
  const texts = challenges.map(challengeText).join(', ') || error
  return [
    ...(status === null || status === 401 ? [] : [finding('status', String(status), '401')]),
    ...(isElsewhere ? [finding('challenge', texts, `DPoP error="${error}"`)] : []),
  ]
}
