import { describe, expect, test } from 'vitest'
import type { OAuthMessage, EndpointRequest } from '@/lib/flow/model/message'
import { ruleProfileNames, type RuleProfile } from '@/lib/model/rule-profiles'
import type { Params } from '@/lib/model/params'
import { statusOf } from '@/lib/model/status'
import { code, issuer, noon, state } from '../../rules/artefacts'
import { exchange, received, refresh, tokens } from '../../rules/flow-messages'
import {
  good,
  judged,
  push,
  requestStep,
  responseStep,
  resultsOf,
  verified,
  visit,
} from '../../samples/good-flow'

const ofFlow: ReadonlySet<string> = new Set(['flow', 'http-exchange', 'app-defence'])
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
      expect(passed).toContain(id)
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
    const wrong = received(verified, tokens, {
      headers: [['date', new Date(noon + 300_000).toUTCString()]],
    })
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

test('a repeated request is counted from its last correction', () => {
  const refused = (after: number, secret: string) => {
    const request = exchange(after, [['client_secret', secret]])
    return [request, received(request, { error: 'invalid_client' }, { status: 401 })]
  }
  const messages = [...refused(10, 'a'), ...refused(20, 'b'), ...refused(30, 'b')]
  expect(
    resultsOf(messages).flatMap(({ id, findings }) =>
      id === 'fl-replay-after-error' ? findings.map(({ seen }) => seen) : [],
    ),
  ).toEqual(['invalid_client, 2 requests'])
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
