import { describe, expect, test } from 'vitest'
import { noRequestedParams, type Flow } from '@/lib/flow/model/flow'
import type { EndpointRequest, Hop, OAuthMessage } from '@/lib/flow/model/message'
import { judgeFlow } from '@/lib/judge/judge-flow'
import { ruleProfileNames, type RuleProfile } from '@/lib/model/rule-profiles'
import type { Params } from '@/lib/model/params'
import { statusOf } from '@/lib/model/status'
import type { Data } from '@/lib/storage/data'
import { defaultSettings, emptySession } from '@/lib/storage/state'
import { accessToken, refreshToken } from '../../rules/answers'
import { clientId, code, issuer, noon, redirectUri, state } from '../../rules/artefacts'
import {
  authorize,
  delivered,
  exchange,
  received,
  refresh,
  requestUri,
  sent,
  tokens,
} from '../../rules/flow-messages'
import { flowWith } from '../../samples/held'

const data: Data = {
  ...emptySession,
  profiles: [],
  settings: defaultSettings,
  keys: [],
  facts: new Map(),
  metadata: {},
}

const date = (after: number) => ['date', new Date(noon + after * 1000).toUTCString()] as const
const safe: Params = [
  ['strict-transport-security', 'max-age=31536000'],
  ['content-security-policy', "frame-ancestors 'none'"],
  ['referrer-policy', 'no-referrer'],
  ['cache-control', 'no-store'],
]
const push = sent('par', -5, [
  ['client_id', clientId],
  ['response_type', 'code'],
  ['redirect_uri', redirectUri],
  ['state', state],
  ['code_challenge', 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'],
  ['code_challenge_method', 'S256'],
])
const visit = (id: string, after: number, headers = safe): Hop => ({
  kind: 'hop',
  id,
  at: noon + after * 1000,
  source: 'browser',
  results: [],
  method: 'GET',
  url: 'https://auth1.sandbox.mya.ozoneapi.io/consent',
  status: 200,
  headers,
})
const verified = exchange(30, [['code_verifier', 'a'.repeat(43)]])
const renewed = refresh(60)
const asked = sent('introspection', 70, [['token', accessToken]])
const ended = sent('revocation', 80, [['token', refreshToken]])
const askedAgain = sent('introspection', 120, [['token', refreshToken]])

const requestStep = authorize(
  [
    ['client_id', clientId],
    ['request_uri', requestUri],
  ],
  { httpResult: { at: noon + 300, status: 303, error: null, headers: [...safe, date(0)] } },
)
const responseStep = delivered(
  [
    ['code', code],
    ['state', state],
    ['iss', issuer],
  ],
  { at: noon + 25_000, callback: { status: 200, headers: safe } },
)

/** A flow in which nothing is wrong. */
const good: readonly OAuthMessage[] = [
  push,
  received(push, { request_uri: requestUri, expires_in: 60 }, { status: 201, headers: [date(-4)] }),
  requestStep,
  visit('login', 1),
  visit('consent', 12),
  responseStep,
  verified,
  received(verified, tokens, { headers: [date(31)] }),
  renewed,
  received(renewed, tokens),
  asked,
  received(asked, { active: true, iss: issuer, client_id: clientId }),
  ended,
  received(ended, ''),
  askedAgain,
  received(askedAgain, { active: false }),
]

const flowOf = (messages: readonly OAuthMessage[], more: Partial<Flow> = {}): Flow =>
  flowWith(messages, {
    profileId: null,
    issuer,
    clientId,
    redirectUris: [redirectUri],
    expected: { state, nonce: null },
    requested: { ...noRequestedParams, redirectUri, responseType: 'code' },
    ...more,
  })

const ofFlow: ReadonlySet<string> = new Set(['flow', 'http-exchange', 'app-defence'])
const judged = (messages: readonly OAuthMessage[], ruleProfile: RuleProfile = 'fapi2') =>
  judgeFlow(flowOf(messages, { ruleProfile }), data).messages
const resultsOf = (messages: readonly OAuthMessage[], ruleProfile?: RuleProfile) =>
  judged(messages, ruleProfile).flatMap(({ results }) => results)
const badIn = (messages: readonly OAuthMessage[], ruleProfile?: RuleProfile) =>
  resultsOf(messages, ruleProfile)
    .filter((result) => ofFlow.has(result.on) && /fail|warn/.test(statusOf(result)))
    .map(({ id, findings }) => `${id} ${findings.map((each) => each.code).join()}`)
const replaced = (old: OAuthMessage, by: OAuthMessage) =>
  good.map((message) => (message === old ? by : message))

describe('a flow in which nothing is wrong', () => {
  test.each(ruleProfileNames)('has neither failures nor warnings under %s', (profile) => {
    expect(badIn(good, profile)).toEqual([])
    expect(resultsOf(good, profile).some(({ outcome }) => outcome === 'crashed')).toBe(false)
  })

  test('passes what it shows', () => {
    const passed = new Set(
      resultsOf(good)
        .filter(({ on, outcome }) => ofFlow.has(on) && outcome === 'passed')
        .map(({ id }) => id),
    )
    for (const id of [
      'par-client-binding',
      'fl-client-one',
      'fl-clock',
      'fl-issuer-one',
      'fl-response-once',
      'rv-effect',
      'o21-verifier-without-challenge',
      'http-hsts',
      'http-tls',
      'http-authz-no-cors',
      'http-frame-protection',
      'http-referrer-policy',
      'http-callback-no-store',
    ])
      expect(passed, id).toContain(id)
  })
})

describe('one fault is reported once', () => {
  test.each<[string, readonly OAuthMessage[], readonly string[]]>([
    [
      'a request_uri of another client',
      replaced(push, { ...push, params: [['client_id', 'x'], ...push.params.slice(1)] }),
      ['par-client-binding differs'],
    ],
    [
      'a code of another client',
      [
        ...good.slice(0, 6),
        {
          ...verified,
          params: [
            ...verified.params.slice(0, 3),
            ['client_id', 'x'],
            ['code_verifier', 'a'.repeat(43)],
          ],
        },
        received(verified, tokens),
      ],
      ['fl-client-one accepted'],
    ],
    [
      'pages without protection on one host',
      [
        ...good.slice(0, 3),
        visit('login', 1, []),
        visit('consent', 12, []),
        { ...visit('last', 24, []), status: 303 },
        ...good.slice(5),
      ],
      ['http-frame-protection missing'],
    ],
    [
      'a clock that is wrong everywhere',
      good.map((message) =>
        'headers' in message && message.kind.endsWith('-response')
          ? {
              ...message,
              headers: [['date', new Date(message.at + 90_000).toUTCString()]] as never,
            }
          : message,
      ),
      ['fl-clock skew'],
    ],
    [
      'a refresh after a revocation',
      [...good.slice(0, 14), refresh(130), received(refresh(130), tokens)],
      ['rv-effect alive'],
    ],
  ])('%s', (_, messages, expected) => {
    expect(badIn(messages)).toEqual(expected)
  })

  test('what the server took from the URL explains the wrong state', () => {
    const outside = { ...requestStep, params: [...requestStep.params, ['state', 'other'] as const] }
    const params: Params = [
      ['code', code],
      ['state', 'other'],
      ['iss', issuer],
    ]
    const messages = replaced(requestStep, outside).map((message) =>
      message === responseStep ? { ...responseStep, params } : message,
    )
    const failed = resultsOf(messages).filter((result) => statusOf(result) === 'fail')
    const ids = failed.map(({ id }) => id)
    expect(ids).toContain('fl-par-to-authorize')
    expect(ids).not.toContain('ar-state-match')
  })

  test('a finding that is judged once stays with the one that explains it', () => {
    const wrong = received(verified, tokens, { headers: [date(300)] })
    const known = {
      id: 'idt-iat',
      on: 'id-token',
      of: 'id_token',
      about: 'iat',
      outcome: 'failed',
      severity: 'warn',
      findings: [{ code: 'future' }],
      refs: [],
    } as const
    const messages = [...good.slice(0, 6), verified, { ...wrong, results: [known] }].filter(
      ({ kind }) => kind !== 'par-response' && kind !== 'authorization-request',
    )
    const once = judged(messages)
    const twice = judged(once)
    for (const result of [once, twice])
      expect(result.at(-1)?.results.find(({ id }) => id === 'fl-clock')?.findings).toMatchObject([
        { code: 'skew', affects: [{ id: 'idt-iat', of: 'id_token', code: 'future' }] },
      ])
  })
})

describe('a tested defence', () => {
  const release = {
    at: noon + 26_000,
    params: [
      ['code', code],
      ['state', 'other'],
    ],
    changes: [{ name: 'state', from: state, to: 'other' }],
    defence: 'wrong-state',
    times: 1,
    done: 1,
    defended: null,
  } as const
  const after = (more: object, exchanged: readonly EndpointRequest[] = []) => {
    const releases = [{ ...release, ...more }]
    const hold = { state: 'released', at: noon, tabId: 1, initiator: null, releases } as const
    const response = { ...responseStep, hold }
    return resultsOf([response, ...(exchanged as never[])]).find(
      ({ id }) => id === 'ad-state-wrong',
    )
  }

  test('is what the tester marked', () => {
    expect(after({})?.outcome).toBe('not-observed')
    expect(after({ defended: true })?.outcome).toBe('passed')
    expect(after({ defended: false })).toMatchObject({ outcome: 'failed', severity: 'warn' })
    expect(after({ done: 0, defended: false })).toBeUndefined()
  })

  test('has failed if the app sent the code on', () => {
    expect(after({ defended: true }, [exchange(40)])).toMatchObject({ outcome: 'failed' })
    expect(after({}, [exchange(40, [], { source: 'parley' })])?.outcome).toBe('not-observed')
    expect(after({}, [exchange(20)])?.outcome).toBe('not-observed')
  })
})

describe('any flow', () => {
  const odd: readonly unknown[] = [undefined, null, '', 'x'.repeat(5000), -1, 1e300, [], {}, [[]]]
  const texts = ['url', 'body', 'target'] as const

  test('is judged without a crash', () => {
    const crashes = good.flatMap((message, index) =>
      texts
        .filter((name) => name in message)
        .flatMap((name) =>
          odd
            .filter((value) => typeof value === 'string')
            .map((value) => good.with(index, { ...message, [name]: value } as OAuthMessage)),
        )
        .flatMap((messages) => resultsOf(messages))
        .filter(({ outcome }) => outcome === 'crashed')
        .map(({ id }) => id),
    )
    expect(crashes).toEqual([])
  })

  test.each(['access_token', 'refresh_token', 'expires_in', 'error', 'scope', 'iss', 'active'])(
    'may have any JSON as %s',
    (name) => {
      for (const value of odd) {
        const messages = good.map((message) =>
          'body' in message && message.body !== ''
            ? { ...message, body: JSON.stringify({ ...JSON.parse(message.body), [name]: value }) }
            : message,
        )
        const crashed = resultsOf(messages).filter(({ outcome }) => outcome === 'crashed')
        expect(crashed.map(({ id }) => id)).toEqual([])
      }
    },
  )
})
