import type { DefenceTest } from '@/lib/facts/app-defence'
import type { JudgingContext } from '@/lib/facts/judging-context'
import type { Defence } from '@/lib/flow/model/hold'
import type { Artefacts } from '@/lib/rules/artefacts'
import { context, issuer, response, success } from './artefacts'
import type { Fixtures } from './fixtures'

const { message } = response(success)

/** One test of a defence, as the tester marked it. */
const tested = (
  defence: Defence,
  defended: boolean | null,
  more: Partial<DefenceTest> = {},
): DefenceTest => ({ defence, changes: [], defended, exchanges: 0, isExchanged: false, ...more })

const after = (
  tests: readonly DefenceTest[],
  known: Partial<JudgingContext> = {},
): Artefacts['app-defence'] => ({ message, tests, context: { ...context, ...known } })

const marked = (
  defence: Defence,
  defended: boolean | null,
  more: Partial<DefenceTest> = {},
  known: Partial<JudgingContext> = {},
) => after([tested(defence, defended, more)], known)

const sent = { exchanges: 1 }
const plain = {
  observedRequest: { names: new Set(['client_id', 'state']), isProtected: false },
} as const
const withPkce = {
  observedRequest: { names: new Set(['code_challenge']), isProtected: false },
} as const
const oauth = { ruleProfile: 'oauth2', metadata: {} } as const
const fromIssuer = { changes: [{ name: 'iss', from: issuer, to: 'https://other.example' }] }

const ofState = (defence: 'wrong-state' | 'no-state') => ({
  passed: [marked(defence, true)] as const,
  failed: [
    ['accepted', marked(defence, false, {}, plain)],
    ['accepted', marked(defence, null, sent, plain)],
    ['accepted', after([tested(defence, true), tested(defence, false)], plain)],
    ['accepted_pkce', marked(defence, false, {}, withPkce)],
    ['accepted_pkce', marked(defence, false)],
  ] as const,
  notApplicable: [marked('same-twice', false)] as const,
  notObserved: [marked(defence, null)],
})

export const fixtures: Fixtures<'app-defence'> = {
  'ad-state-wrong': ofState('wrong-state'),
  'ad-state-missing': ofState('no-state'),
  'ad-iss-wrong': {
    passed: [marked('wrong-iss', true)],
    failed: [
      ['accepted', marked('wrong-iss', false)],
      ['accepted', marked('wrong-iss', false, fromIssuer, oauth)],
      ['accepted', marked('wrong-iss', true, sent)],
    ],
    notApplicable: [marked('no-iss', false), marked('wrong-iss', false, {}, oauth)],
    notObserved: [marked('wrong-iss', null)],
  },
  'ad-iss-missing': {
    passed: [marked('no-iss', true)],
    failed: [
      ['accepted', marked('no-iss', false)],
      [
        'accepted',
        marked(
          'no-iss',
          false,
          {},
          {
            ...oauth,
            metadata: { authorization_response_iss_parameter_supported: true },
          },
        ),
      ],
    ],
    notApplicable: [marked('wrong-iss', false), marked('no-iss', false, {}, oauth)],
    notObserved: [marked('no-iss', null)],
  },
  'ad-code-replayed': {
    passed: [marked('same-twice', true), marked('same-twice', true, sent)],
    failed: [
      ['accepted', marked('same-twice', false)],
      ['accepted', marked('same-twice', null, { exchanges: 2 })],
    ],
    notApplicable: [marked('no-state', false)],
    notObserved: [marked('same-twice', null, sent)],
  },
  'ad-foreign-code': {
    passed: [marked('other-user-code', true, sent), marked('used-code', true)],
    failed: [
      ['accepted', marked('other-user-code', false)],
      ['accepted', marked('used-code', false)],
      ['accepted', marked('other-user-code', null, { exchanges: 1, isExchanged: true })],
    ],
    notApplicable: [marked('no-state', false)],
    notObserved: [marked('other-user-code', null, sent)],
  },
}
