import type { DefenceTest } from '@/lib/facts/app-defence'
import type { JudgingContext } from '@/lib/facts/judging-context'
import { judgeTests, mayHaveOtherProtection, wasSent } from '../defence-reading'
import { isFapi } from '../fapi'
import { defineRule } from '../rule'

const on = 'app-defence'

/** Whether the server sends `iss` in every response, so that the app has to compare it. */
function promisesIss({ metadata, ruleProfile }: JudgingContext): boolean {
  return (
    metadata?.['authorization_response_iss_parameter_supported'] === true || isFapi(ruleProfile)
  )
}

/** A server that sends no `iss` lets an app ignore the parameter. */
function hadIss({ changes }: DefenceTest): boolean {
  return changes.some(({ name, from }) => name === 'iss' && from !== null)
}

/** With other protection than `state`, an accepted response is only a warning. */
const acceptedCode = (context: JudgingContext) =>
  mayHaveOtherProtection(context) ? 'accepted_pkce' : 'accepted'

export const table = [
  defineRule({
    id: 'ad-state-wrong',
    on,
    about: 'state',
    refs: ['RFC6749-10.12', 'RFC9700-2.1', 'RFC9700-4.7.1'],
    check: (artefact) =>
      judgeTests(artefact, {
        defences: ['wrong-state'],
        isProven: wasSent,
        code: acceptedCode(artefact.context),
      }),
  }),
  defineRule({
    id: 'ad-state-missing',
    on,
    about: 'state',
    refs: ['RFC6749-4.1.2', 'RFC6749-10.12'],
    check: (artefact) =>
      judgeTests(artefact, {
        defences: ['no-state'],
        isProven: wasSent,
        code: acceptedCode(artefact.context),
      }),
  }),
  defineRule({
    id: 'ad-iss-wrong',
    on,
    about: 'iss',
    refs: ['RFC9207-2.4', 'FAPI2-SP-5.3.3.2'],
    check: (artefact) =>
      judgeTests(artefact, {
        defences: ['wrong-iss'],
        isProven: wasSent,
        binds: (test) => hadIss(test) || promisesIss(artefact.context),
      }),
  }),
  defineRule({
    id: 'ad-iss-missing',
    on,
    about: 'iss',
    refs: ['RFC9207-2.4', 'FAPI2-SP-5.3.3.2'],
    check: (artefact) =>
      judgeTests(artefact, {
        defences: ['no-iss'],
        isProven: wasSent,
        binds: () => promisesIss(artefact.context),
      }),
  }),
  defineRule({
    id: 'ad-code-replayed',
    on,
    about: 'code',
    refs: ['RFC6749-4.1.2', 'RFC9700-4.7.1'],
    check: (artefact) =>
      judgeTests(artefact, {
        defences: ['same-twice'],
        isProven: ({ exchanges }) => exchanges > 1,
      }),
  }),
  defineRule({
    id: 'ad-foreign-code',
    on,
    about: 'code',
    refs: ['RFC9700-4.5', 'RFC9700-2.1.1', 'FAPI2-SP-5.3.3.2'],
    check: (artefact) =>
      judgeTests(artefact, {
        defences: ['used-code', 'other-user-code'],
        isProven: ({ isExchanged }) => isExchanged,
      }),
  }),
] as const
