import type { EffectiveRequest } from '@/lib/facts/effective-request'
import type { StepUp } from '@/lib/flow/model/flow-facts'
import { finding } from '../builders'
import { onRequest } from '../effective-parameters'
import { given } from '../reading'
import { defineRule } from '../rule'

/**
 * A client that starts a new login after a step-up challenge asks for what the resource demands.
 *
 * @see [RFC 9470](https://www.rfc-editor.org/rfc/rfc9470.html#section-4)
 */
export default defineRule({
  id: 'step-request',
  on: 'authorization-request',
  about: 'acr_values',
  refs: ['RFC9470-4'],
  check(artefact) {
    const { challenge } = artefact.authorizationContext
    return challenge ? compare(challenge)(artefact) : undefined
  },
})

const compare = ({ acrValues, maxAge }: StepUp) =>
  onRequest((effective) => [
    ...(acrValues.length > 0 && !asksForAcr(effective, acrValues)
      ? [finding('missing', given(effective.params, 'acr_values') ?? null, acrValues.join(' '))]
      : []),
    ...(maxAge !== null && !asksForAge(effective, maxAge)
      ? [finding('missing', given(effective.params, 'max_age') ?? null, `max_age=${maxAge}`)]
      : []),
  ])

/** The request may name some of the values only, also in `claims`. */
function asksForAcr({ params }: EffectiveRequest, wanted: readonly string[]): boolean {
  const asked = (given(params, 'acr_values') ?? '').split(/\s+/)
  return wanted.some((acr) => asked.includes(acr)) || /"acr"/.test(given(params, 'claims') ?? '')
}

/** `prompt=login` demands an authentication that is newer than any age. */
function asksForAge({ params }: EffectiveRequest, maxAge: number): boolean {
  const age = given(params, 'max_age')
  const isLogin = (given(params, 'prompt') ?? '').split(' ').includes('login')
  return isLogin || (age !== undefined && /^\d+$/.test(age) && Number(age) <= maxAge)
}
