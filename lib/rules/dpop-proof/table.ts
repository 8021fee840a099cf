import { textIn } from '@/lib/model/json'
import { tokenType } from '@/lib/oauth/token-kind'
import { equal, finding } from '../builders'
import { jtiFindings } from '../created-jwt'
import { defineRule, notObserved } from '../rule'

const proofType = 'dpop+jwt'

export const table = [
  defineRule({
    id: 'dpop-typ',
    on: 'dpop-proof',
    about: 'typ',
    refs: ['RFC9449-4.2', 'RFC9449-4.3'],
    check({ jwt: { header } }) {
      if (!header) return undefined
      return tokenType(header) === proofType
        ? []
        : [finding('differs', textIn(header, 'typ'), proofType)]
    },
  }),
  defineRule({
    id: 'dpop-signature',
    on: 'dpop-proof',
    about: 'signature',
    refs: ['RFC9449-4.3'],
    check({ jwt: { header }, verification: { status, reason } }) {
      if (!header) return undefined
      if (status === 'valid') return []
      return reason === 'signature' ? [finding('differs')] : notObserved
    },
  }),
  equal({
    id: 'dpop-htm',
    on: 'dpop-proof',
    about: 'htm',
    refs: ['RFC9449-4.2', 'RFC9449-4.3', 'RFC9110-9.1'],
    seen: ({ jwt }) => textIn(jwt.payload, 'htm'),
    expected: ({ requestContext }) => requestContext?.method,
  }),
  defineRule({
    id: 'dpop-jti-reuse',
    on: 'dpop-proof',
    about: 'jti',
    refs: ['RFC9449-4.2', 'RFC9449-11.1'],
    check: (artefact) => jtiFindings(artefact, null),
  }),
  defineRule({
    id: 'dpop-proof-reuse-url',
    on: 'dpop-proof',
    about: 'DPoP',
    refs: ['RFC9449-11.1'],
    check({ jwt, requestContext }) {
      if (jwt.header === null) return undefined
      if (!requestContext) return notObserved
      return requestContext.earlier.some(({ text }) => text === jwt.text) ? [finding('reused')] : []
    },
  }),
] as const
