import { isAlgNone } from '@/lib/jose/algorithms'
import { binds } from '../bodies'
import { absent, finding } from '../builders'
import {
  isReadable,
  jtiFindings,
  kidFindings,
  signatureFindings,
  timeFindings,
} from '../created-jwt'
import { clientOf } from '../request-object-reading'
import { defineRule, notObserved } from '../rule'
import { show } from '../token-reading'

const hour = 3600
const day = 24 * hour

export const table = [
  defineRule({
    id: 'ro-jwt-form',
    on: 'request-object',
    about: 'form',
    refs: ['RFC9101-4', 'RFC9101-6.1', 'RFC9101-6.2'],
    check({ jwt }) {
      if (!isReadable(jwt)) return undefined
      const { kind, json, parts } = jwt
      const isCompact = kind !== 'malformed' && json === null
      return isCompact ? [] : [finding('parts', json ? 'JSON' : String(parts.length), '3, 5')]
    },
  }),
  defineRule({
    id: 'ro-alg-none',
    on: 'request-object',
    about: 'alg',
    refs: ['RFC9101-4', 'RFC9101-6.2', 'FAPI2-SP-5.4.1', 'OIDC-CORE-6.1'],
    check({ jwt: { kind, header } }) {
      const alg = header?.['alg']
      if (kind !== 'jws' || typeof alg !== 'string') return undefined
      return isAlgNone(alg) ? [finding('none', alg)] : []
    },
  }),
  defineRule({
    id: 'ro-kid',
    on: 'request-object',
    about: 'kid',
    refs: ['OIDC-CORE-10.1', 'OFM'],
    check: (artefact) => kidFindings(artefact, binds(artefact.context.ruleProfile, 'OFM')),
  }),
  defineRule({
    id: 'ro-signature',
    on: 'request-object',
    about: 'signature',
    refs: ['RFC9101-6.2', 'RFC7515-5.2'],
    check: ({ verification }) => signatureFindings(verification),
  }),
  defineRule({
    id: 'ro-sub-not-client-id',
    on: 'request-object',
    about: 'sub',
    refs: ['RFC9101-10.8'],
    check(artefact) {
      const { payload } = artefact.jwt
      if (!payload) return undefined
      const { sub } = payload
      return sub !== undefined && sub === clientOf(artefact) ? [finding('present', show(sub))] : []
    },
  }),
  absent({
    id: 'ro-no-nested',
    on: 'request-object',
    about: 'payload',
    refs: ['RFC9101-4', 'OIDC-CORE-6.1'],
    names: ['request', 'request_uri'],
    within: ({ jwt }) => jwt.payload,
  }),
  defineRule({
    id: 'ro-nbf',
    on: 'request-object',
    about: 'nbf',
    refs: [
      'FAPI2-MS-5.3.1',
      'FAPI2-MS-5.3.2',
      'FAPI1-ADV-5.2.2',
      'FAPI1-ADV-5.2.3',
      'FAPI2-SP-5.3.2.1',
    ],
    check(artefact) {
      const { payload } = artefact.jwt
      if (payload && payload['nbf'] === undefined) return [finding('missing')]
      return timeFindings(artefact, 'nbf', { oldest: hour })
    },
  }),
  defineRule({
    id: 'ro-iat',
    on: 'request-object',
    about: 'iat',
    refs: ['FAPI2-SP-5.3.2.1', 'RFC7519-4.1.6', 'OIDF-SUITE'],
    check: (artefact) => timeFindings(artefact, 'iat', { oldest: day }),
  }),
  defineRule({
    id: 'ro-jti',
    on: 'request-object',
    about: 'jti',
    refs: ['RFC7519-4.1.7', 'RFC9126-7.3', 'OIDF-SUITE'],
    check: (artefact) =>
      jtiFindings(
        artefact,
        { ...finding('missing'), severity: 'info' },
        // The same request is sent again with the nonce.
        { exceptForNonce: true },
      ),
  }),
  defineRule({
    id: 'ro-br-encrypted',
    on: 'request-object',
    about: 'form',
    refs: ['OFB'],
    check({ jwt: { kind }, requestContext }) {
      if (kind === 'malformed') return undefined
      if (kind === 'jwe') return []
      if (!requestContext) return notObserved
      return requestContext.kind === 'authorization-request' ? [finding('plain')] : []
    },
  }),
] as const
