import type { Challenge } from '@/lib/model/challenges'
import type { Finding } from '@/lib/model/rule-result'
import { finding } from '../builders'
import { attributeOf, tokenChallenges } from '../resource-reading'
import { defineRule } from '../rule'
import { show } from '../token-reading'

/** @see [RFC 9470](https://www.rfc-editor.org/rfc/rfc9470.html#section-3) */
export default defineRule({
  id: 'rr-step-up',
  on: 'resource-response',
  about: 'WWW-Authenticate',
  refs: ['RFC9470-3'],
  check({ message }) {
    const challenge = tokenChallenges(message).find(
      (each) => attributeOf(each, 'error') === 'insufficient_user_authentication',
    )
    if (!challenge) return undefined
    const { status } = message
    const isStatus = status === null || status === 401
    return [
      ...(isStatus ? [] : [finding('status', String(status), '401')]),
      ...requirements(challenge),
    ]
  },
})

function requirements(challenge: Challenge): readonly Finding[] {
  const [acr, age] = ['acr_values', 'max_age'].map((name) => attributeOf(challenge, name))
  if (acr === undefined && age === undefined)
    return [finding('missing', null, 'acr_values, max_age')]
  return [
    ...(acr?.trim() === '' ? [finding('form', 'acr_values:')] : []),
    ...(age === undefined || /^\d+$/.test(age) ? [] : [finding('form', `max_age: ${show(age)}`)]),
  ]
}
