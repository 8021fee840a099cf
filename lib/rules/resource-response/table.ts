import { finding } from '../builders'
import {
  attributeOf,
  challengeText,
  headerOf,
  isAuthorized,
  tokenChallenges,
} from '../resource-reading'
import { defineRule, notObserved } from '../rule'

/** @see [RFC 6750](https://www.rfc-editor.org/rfc/rfc6750.html#section-3.1) */
const statuses: ReadonlyMap<string | undefined, number> = new Map([
  ['invalid_request', 400],
  ['invalid_token', 401],
  ['insufficient_scope', 403],
  ['use_dpop_nonce', 401],
  ['invalid_dpop_proof', 401],
])

export const table = [
  defineRule({
    id: 'rr-no-credentials',
    on: 'resource-response',
    about: 'WWW-Authenticate',
    refs: ['RFC6750-3', 'RFC6750-3.1'],
    check({ message, request }) {
      if (message.status !== 401) return undefined
      const challenges = tokenChallenges(message)
      if (challenges.length === 0) return undefined
      if (!request) return notObserved
      const isAuthenticated = headerOf(request, 'authorization') !== undefined
      if (isAuthenticated || isAuthorized(request)) return undefined
      const found = challenges.find((each) => attributeOf(each, 'error') !== undefined)
      return found ? [finding('error', challengeText(found))] : []
    },
  }),
  defineRule({
    id: 'rr-error-status',
    on: 'resource-response',
    about: 'status',
    refs: ['RFC6750-3.1', 'RFC9449-7.1', 'RFC9449-9', 'FAPI2-SP-5.3.4'],
    check({ message }) {
      const challenge = tokenChallenges(message).find((each) =>
        statuses.has(attributeOf(each, 'error')),
      )
      if (!challenge) return undefined
      if (message.status === null) return notObserved
      const error = attributeOf(challenge, 'error')
      const expected = statuses.get(error)
      const lacksScope =
        error === 'insufficient_scope' && attributeOf(challenge, 'scope') === undefined
      return [
        ...(message.status === expected
          ? []
          : [finding('status', `${message.status} ${error ?? ''}`, String(expected))]),
        ...(lacksScope ? [finding('scope', challengeText(challenge), 'scope')] : []),
      ]
    },
  }),
] as const
