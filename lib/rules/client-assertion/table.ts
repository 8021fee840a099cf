import { binds } from '../bodies'
import { finding } from '../builders'
import { jtiFindings, kidFindings, signatureFindings, timeFindings } from '../created-jwt'
import { defineRule } from '../rule'

export const table = [
  defineRule({
    id: 'ca-nbf',
    on: 'client-assertion',
    about: 'nbf',
    refs: ['FAPI2-SP-5.3.2.1', 'RFC7523-3'],
    check: (artefact) => timeFindings(artefact, 'nbf', {}),
  }),
  defineRule({
    id: 'ca-jti',
    on: 'client-assertion',
    about: 'jti',
    refs: ['OIDC-CORE-9', 'RFC7523-3'],
    check: (artefact) => jtiFindings(artefact, finding('missing')),
  }),
  defineRule({
    id: 'ca-kid',
    on: 'client-assertion',
    about: 'kid',
    refs: ['OIDC-CORE-10.1', 'OFM'],
    check: (artefact) => kidFindings(artefact, binds(artefact.context.ruleProfile, 'OFM')),
  }),
  defineRule({
    id: 'ca-signature',
    on: 'client-assertion',
    about: 'signature',
    refs: ['RFC7523-3'],
    check: ({ verification }) => signatureFindings(verification),
  }),
] as const
