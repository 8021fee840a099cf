import { finding } from '../builders'
import { audiencesIn, signatureFindings } from '../created-jwt'
import { explicitType } from '../explicit-type'
import { defineRule, notObserved } from '../rule'
import { show } from '../token-reading'

export const table = [
  defineRule({
    id: 'set-typ',
    on: 'security-event-token',
    about: 'typ',
    refs: ['RFC8417-2.3', 'RFC8417-4.1'],
    check: ({ jwt }) => explicitType(jwt, 'secevent+jwt'),
  }),
  defineRule({
    id: 'set-aud',
    on: 'security-event-token',
    about: 'aud',
    refs: ['RFC8417-2.2', 'RFC8417-3'],
    check({ jwt: { payload }, context: { clientId } }) {
      if (!payload) return undefined
      if (payload['aud'] === undefined) return [finding('missing')]
      if (clientId === null) return notObserved
      return audiencesIn(payload).includes(clientId)
        ? []
        : [finding('differs', show(payload['aud']), clientId)]
    },
  }),
  // Only a secure transport makes an unsigned SET acceptable.
  defineRule({
    id: 'set-signature',
    on: 'security-event-token',
    about: 'signature',
    refs: ['RFC8417-5.1', 'RFC8417-5.2', 'RFC8725-3.2'],
    check: ({ verification }) =>
      verification.reason === 'alg-none'
        ? [finding('none', verification.seen)]
        : signatureFindings(verification),
  }),
] as const
