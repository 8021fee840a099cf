import { flowContextOf } from '@/lib/facts/flow-context'
import type { OAuthMessage } from '@/lib/flow/model/message'
import { clientId, code, context, issuer, noon, state, unknown } from './artefacts'
import type { Fixtures } from './fixtures'
import {
  push,
  use,
  answered,
  error,
  asserting,
  assertion,
  idToken,
  verifier,
  authorize,
  delivered,
  exchange,
  lastOf,
  received,
  refresh,
  sent,
  successParams,
  tokens,
} from './flow-messages'

const challenged = {
  observedRequest: { names: new Set(['client_id', 'code_challenge']), isProtected: false },
}
const unchallenged = { observedRequest: { names: new Set(['client_id']), isProtected: false } }
const dated = (seconds: number) =>
  [['date', new Date(noon + seconds * 1000).toUTCString()]] as const
const clocked = (seconds: number, more: Partial<typeof context> = {}) => {
  const request = exchange(0)
  return lastOf([request, received(request, tokens, { headers: dated(seconds) })], more)
}
const again = (seconds: number) => {
  const [first, next_] = [exchange(0), refresh(100)]
  return lastOf([
    first,
    received(first, tokens, { headers: dated(0) }),
    next_,
    received(next_, tokens, { headers: dated(seconds) }),
  ])
}

const failed = delivered([['error', 'login_required']], { id: 'failed' })
const other = delivered(
  [
    ['code', 'another'],
    ['state', state],
  ],
  { id: 'other' },
)
const anotherExchange = sent('token', 25, [['code', 'another']])
/** A second response to a request, and what the app exchanged. */
const back = (...exchanges: readonly OAuthMessage[]) => {
  const message = delivered(successParams)
  const flowContext = flowContextOf(message, { messages: [use(), other, message, ...exchanges] })
  if (!flowContext) throw new Error('The flow does not have the response')
  return { message, flowContext, context }
}
const pushedAside = (name: string, inside: string) => [...push(), use(clientId, [[name, inside]])]

export const fixtures: Fixtures<'flow'> = {
  'par-client-binding': {
    passed: [lastOf([...push(), use()])],
    failed: [['differs', lastOf([...push('another'), use()])]],
    notApplicable: [
      lastOf([authorize([['client_id', clientId]])]),
      lastOf([
        authorize([
          ['client_id', clientId],
          ['request_uri', 'https://rp.example/ro'],
        ]),
      ]),
      lastOf(push()),
    ],
    notObserved: [lastOf([use()])],
  },
  'ca-reuse-across-endpoints': {
    passed: [
      lastOf([exchange(10, asserting(assertion('1')))]),
      lastOf([sent('par', 0, asserting(assertion('1'))), exchange(10, asserting(assertion('2')))]),
    ],
    failed: [
      ['reused', lastOf([sent('par', 0, asserting('a.b.c')), exchange(10, asserting('a.b.c'))])],
      [
        'reused',
        lastOf([
          sent('par', 0, asserting(assertion('1'))),
          exchange(10, asserting(assertion('1'))),
        ]),
      ],
    ],
    notApplicable: [lastOf([exchange()]), lastOf([use()])],
  },
  'o21-verifier-without-challenge': {
    passed: [
      lastOf(answered(exchange(10, verifier)), challenged),
      lastOf(error(exchange(10, verifier), 'invalid_grant'), unchallenged),
      lastOf(error(exchange(), 'invalid_grant'), challenged),
    ],
    failed: [
      ['verifier_ignored', lastOf(answered(exchange(10, verifier)), unchallenged)],
      ['verifier_missing', lastOf(answered(exchange()), challenged)],
    ],
    notApplicable: [
      lastOf(answered(exchange()), unchallenged),
      lastOf(answered(refresh(10)), challenged),
      lastOf([exchange()], challenged),
    ],
    notObserved: [lastOf(answered(exchange(10, verifier)))],
  },
  'fl-issuer-one': {
    passed: [
      lastOf([delivered([...successParams, ['iss', issuer]])]),
      lastOf(
        [
          delivered([...successParams, ['iss', issuer]]),
          exchange(),
          received(exchange(), tokens, { jwts: idToken(issuer) }),
        ],
        unknown,
      ),
      lastOf([
        sent('introspection', 5, []),
        received(sent('introspection', 5, []), { active: true, iss: issuer }),
      ]),
    ],
    failed: [
      [
        'differs',
        lastOf(
          [
            delivered([...successParams, ['iss', issuer]]),
            exchange(),
            received(exchange(), tokens, { jwts: idToken('https://other.example') }),
          ],
          unknown,
        ),
      ],
      [
        'differs',
        lastOf(
          [
            delivered([...successParams, ['iss', issuer]], {
              jwts: idToken('https://other.example'),
            }),
          ],
          unknown,
        ),
      ],
      ['differs', lastOf([delivered([...successParams, ['iss', 'https://other.example']])])],
    ],
    notApplicable: [
      lastOf([delivered(successParams)]),
      lastOf([delivered([...successParams, ['iss', issuer]])], unknown),
      lastOf([delivered([...successParams, ['iss', 'x']], { matchedBy: 'unsolicited' })]),
    ],
  },
  'fl-client-one': {
    passed: [
      lastOf([use(), ...answered(exchange())]),
      lastOf([use(), exchange()]),
      lastOf([
        use(),
        ...answered(
          sent('token', 10, [['grant_type', 'authorization_code'], ...asserting(assertion('1'))]),
        ),
      ]),
    ],
    failed: [
      ['accepted', lastOf([use('another'), ...answered(exchange())])],
      ['differs', lastOf([use('another'), ...error(exchange(), 'invalid_grant')])],
      ['differs', lastOf([use('another'), exchange()])],
      [
        'accepted',
        lastOf([
          use(),
          ...answered(
            sent('token', 10, [['grant_type', 'authorization_code']], {
              headers: [['authorization', `Basic ${btoa('another:secret')}`]],
            }),
          ),
        ]),
      ],
    ],
    notApplicable: [
      lastOf([use(), ...answered(sent('token', 10, [['grant_type', 'client_credentials']]))]),
      lastOf([use(), ...answered(sent('token', 10, [['grant_type', 'authorization_code']]))]),
    ],
    notObserved: [lastOf(answered(exchange()))],
  },
  'fl-par-to-authorize': {
    passed: [lastOf([...pushedAside('state', 'outside'), delivered(successParams)])],
    failed: [
      [
        'outside_used',
        lastOf([
          ...pushedAside('state', 'outside'),
          delivered([
            ['code', code],
            ['state', 'outside'],
          ]),
        ]),
      ],
      [
        'outside_used',
        lastOf([
          ...pushedAside('redirect_uri', 'https://evil.example/cb'),
          delivered(successParams, { target: 'https://evil.example/cb' }),
        ]),
      ],
    ],
    notApplicable: [
      lastOf([...push(), use(), delivered(successParams)]),
      lastOf([authorize([['client_id', clientId]]), delivered(successParams)]),
      lastOf([use()]),
    ],
  },
  'fl-clock': {
    passed: [
      clocked(0),
      clocked(8),
      clocked(-8),
      clocked(40, { ruleProfile: 'oauth2' }),
      lastOf([
        authorize([], {
          httpResult: { at: noon + 500, status: 200, error: null, headers: dated(0) },
        }),
      ]),
    ],
    failed: [
      ['skew', clocked(90)],
      ['skew', clocked(-90)],
      ['skew', clocked(20)],
      ['skew', clocked(90, { ruleProfile: 'oauth2' })],
    ],
    notApplicable: [
      again(500),
      lastOf(answered(exchange())),
      lastOf([
        exchange(),
        received(exchange(), tokens, { headers: [...dated(500), ['age', '9']] }),
      ]),
      lastOf([exchange(), received(exchange(), tokens, { headers: [['date', 'yesterday']] })]),
    ],
  },
  'fl-response-once': {
    passed: [
      lastOf([use(), delivered(successParams)]),
      lastOf([use(), failed]),
      lastOf([use(), other, { ...use(), id: 'again' }, delivered(successParams)]),
    ],
    failed: [
      ['second', lastOf([use(), other, delivered(successParams)])],
      ['late', lastOf([use(), failed, delivered(successParams)])],
      ['second', back(anotherExchange)],
      ['second', back(exchange(30))],
      ['second', back(anotherExchange, exchange(30, [], { source: 'parley' }))],
      ['accepted', back(anotherExchange, exchange(30))],
    ],
    notApplicable: [
      lastOf([use(), other, failed]),
      lastOf([use(), other, delivered(successParams, { via: 'pasted' })]),
      lastOf([use(), other, delivered(successParams, { matchedBy: 'unsolicited' })]),
    ],
  },
}
