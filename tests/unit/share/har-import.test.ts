import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Flow } from '@/lib/flow/model/flow'
import type { OAuthMessage } from '@/lib/flow/model/message'
import { formEncode } from '@/lib/model/url'
import { harOf } from '@/lib/share/har'
import { good, judged } from '../../samples/good-flow'
import { flowWithSecrets } from '../../samples/shared-flow'
import { importHar, readText, recordingIn } from './har-import'

const by = { parley: '1', browser: 'Chromium', rules: '' }

/** Requests as they were sent: with their forms. */
const sent = (messages: readonly OAuthMessage[]): readonly OAuthMessage[] =>
  messages.map((message) =>
    'certificate' in message
      ? {
          ...message,
          headers: [['content-type', 'application/x-www-form-urlencoded']] as const,
          body: formEncode(message.params),
        }
      : message,
  )

const whole: Flow = { ...flowWithSecrets(), id: 'whole', tokens: [], messages: sent(judged(good)) }

/** What a message has in every source. */
const essence = (message: OAuthMessage) => ({
  kind: message.kind,
  at: message.at,
  ...('url' in message && { url: message.url }),
  ...('method' in message && { method: message.method }),
  ...('params' in message && { params: message.params }),
  ...('body' in message && { body: message.body }),
  ...('status' in message &&
    message.kind !== 'authorization-response' && { status: message.status }),
})

describe('a HAR that Parley wrote', () => {
  test('gives the same flow', async () => {
    const { flows, left, used } = await importHar(harOf([whole], by))
    expect(flows.map(({ messages }) => messages.map(essence))).toEqual([
      whole.messages.map(essence),
    ])
    const [flow] = flows
    const { expected, requested, clientId, requestUri } = flow as Flow
    expect(clientId).toBe('tpp-7f3a91')
    expect(requestUri).toMatch(/^urn:/)
    expect(expected.state).toBe(
      whole.messages
        .flatMap((m) => ('params' in m ? m.params : []))
        .find(([n]) => n === 'state')?.[1],
    )
    expect(requested.redirectUri).toBeTruthy()
    expect(flow?.tokens.length).toBeGreaterThan(1)
    expect(used).toBe(10)
    expect(left).toEqual({ asset: 0, login: 0, other: 0, unread: 0 })
  })

  test('keeps flows apart', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.stringMatching(/^[a-z]{6}$/), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 0, max: 3000 }),
        async (names, apart) => {
          const flows = names.map((name, index) => renamed(name, index * apart))
          const found = await importHar(harOf(flows, by))
          const texts = (list: readonly Flow[]) =>
            list.map(({ messages }) => JSON.stringify(messages.map(essence))).toSorted()
          expect(texts(found.flows)).toEqual(texts(flows))
        },
      ),
      { numRuns: 20 },
    )
  })
})

/** The flow with its own values, at another time. */
function renamed(name: string, later: number): Flow {
  const values = new Set(
    whole.messages
      .flatMap((message) => ('params' in message ? message.params : []))
      .filter(([key]) =>
        /^(?:state|code|code_verifier|code_challenge|token|refresh_token|request_uri)$/.test(key),
      )
      .map(([, value]) => value),
  )
  let text = JSON.stringify({ ...whole, id: name })
  for (const value of values)
    text = text
      .replaceAll(value, `${value}${name}`)
      .replaceAll(encodeURIComponent(value), encodeURIComponent(`${value}${name}`))
  const flow = JSON.parse(text) as Flow
  const messages = flow.messages.map((message) => ({ ...message, at: message.at + later }))
  return {
    ...flow,
    messages: messages.map((m) => ('certificate' in m ? { ...m, body: formEncode(m.params) } : m)),
  }
}

const har = (entries: readonly unknown[], log: object = {}) =>
  JSON.stringify({ log: { version: '1.2', creator: { name: 'x', version: '1' }, ...log, entries } })

const entry = (request: object, response: object = { status: 200, headers: [], content: {} }) => ({
  startedDateTime: '2026-11-23T13:12:09.123+08:00',
  time: 5,
  request: { method: 'GET', headers: [], ...request },
  response,
})

describe('bad input', () => {
  const issueOf = (text: string) => {
    const read = readText(text)
    return read.kind === 'refused' ? read.issue : read.kind
  }

  test.each([
    [
      'cut off in an entry',
      har([entry({ url: 'https://a.example/' })]).slice(0, 150),
      'har_cut_off',
    ],
    ['cut off at the end', har([]).slice(0, -1), 'har_cut_off'],
    ['of another version', har([], { version: '2.0' }), 'har_version'],
    ['too deep', har([JSON.parse('['.repeat(70) + ']'.repeat(70))]), 'har_deep'],
    ['an entry that is not JSON', har([]).replace('[]', '[{"a":}]'), 'har_json'],
    ['not JSON around the entries', har([]).replace('{"log"', '{log"'), 'text'],
    ['much that is not an entry', har([], { comment: 'x'.repeat(4_100_000) }), 'har_rest'],
    ['text after its end', `${har([])}x`, 'har_json'],
  ])('%s', (_, text, code) => {
    const issue = issueOf(text)
    expect(typeof issue === 'string' ? issue : issue.code).toBe(code)
  })

  test('any other text is passed on unchanged', () => {
    for (const text of [
      '',
      'curl https://a',
      '{"parley":"flows","log":1}',
      '{"x":{"entries":[{}]}}',
    ])
      expect(readText(text, 3)).toEqual({ kind: 'text', text })
  })

  test('an entry that is too large is counted, and the others are read', async () => {
    const url = 'https://a.example/auth?client_id=c&response_type=code&state=s'
    const text = har([
      entry({ url: 'https://a.example/x', comment: 'x'.repeat(11e6) }),
      entry({ url }, { status: 303, redirectURL: '/login' }),
    ])
    const { flows, left } = await importHar(text)
    expect(flows).toHaveLength(1)
    expect(left.unread).toBe(1)
  })

  test('prototype members and values of a wrong type do nothing', async () => {
    const text = har(
      [
        JSON.parse(
          '{"__proto__":{"polluted":1},"request":{"__proto__":{"url":"https://a.example"}}}',
        ),
        null,
        1,
        'x',
        [],
        {},
        { request: 1 },
        { request: { url: 'javascript:alert(1)' } },
        entry({ url: 'https://a.example/?client_id=1&response_type=code', headers: 5 }, 7 as never),
        entry({
          url: 'https://a.example/token',
          method: 'POST',
          postData: { text: [], params: {} },
        }),
      ],
      { creator: ['x'], version: '1.2', pages: 5 },
    )
    const { flows, left } = await importHar(text)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
    expect(flows.length).toBeLessThan(2)
    expect(left.unread).toBe(5)
  })

  test('never throws', async () => {
    const names = [
      'url',
      'method',
      'headers',
      'postData',
      'text',
      'params',
      'name',
      'value',
      'status',
      'content',
      'encoding',
      'redirectURL',
      '__proto__',
      'pageref',
      '_resourceType',
      'startedDateTime',
      'mimeType',
    ]
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(
          'https://a.example/auth?client_id=c&response_type=code&state=s',
          'POST',
          'document',
          'base64',
          '%%%',
          'grant_type=authorization_code&code=x',
          '2026-11-23T13:12:09Z',
          'authorization',
          'Bearer t',
          'location',
        ),
        fc.string(),
        fc.integer(),
        fc.constant(null),
        fc.array(tie('any'), { maxLength: 4 }),
        fc.dictionary(fc.constantFrom(...names), tie('any'), { maxKeys: 6 }),
      ),
    })).any
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ request: value, response: value, startedDateTime: value }), {
          maxLength: 6,
        }),
        async (entries) => {
          await importHar(har(entries))
        },
      ),
      { numRuns: 300 },
    )
  })

  test('the pieces of a file do not matter', () => {
    const text = harOf([whole], by)
    const sizes = [1, 7, 1000, text.length]
    const [first, ...others] = sizes.map((size) => readText(text, size))
    for (const each of others) expect(each).toEqual(first)
  })
})

test('entries that are not OAuth are counted, not kept', () => {
  const recording = recordingIn(
    har([
      entry(
        { url: 'https://a.example/x.png' },
        { status: 200, content: { mimeType: 'image/png', text: 'x' } },
      ),
      entry({ url: 'https://a.example/api', method: 'POST' }),
      { ...entry({ url: 'wss://a.example/' }) },
    ]),
  )
  expect(recording).toMatchObject({
    entries: [],
    count: 3,
    left: { asset: 1, other: 1, unread: 1 },
  })
})
