import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matters, mayMatter, navigationOf } from '@/lib/capture/devtools'
import { createCounter, readEntry, withContent } from '@/lib/capture/network-entry'
import { contentOf, entriesOf } from '@/lib/capture/har'
import { signsOf } from '@/lib/capture/oauth-signs'
import { keptOctets } from '@/lib/model/bounds'
import { harEntry, form, read, type EntryParts } from './har'

const now = 5

describe('readEntry', () => {
  test('takes request and answer as they went, without cookies and pseudo headers', () => {
    const entry = read(
      {
        method: 'post',
        url: 'https://auth.example/token',
        headers: {
          ...form,
          ':authority': 'auth.example',
          Cookie: 'session=1',
          DPoP: 'proof',
        },
        body: 'grant_type=authorization_code&code=c&code=d',
        status: 200,
        answerHeaders: { 'Set-Cookie': 'session=2', 'Cache-Control': 'no-store' },
        time: 12.345,
      },
      { content: '{"a":1}', encoding: '' },
    )
    expect(entry).toEqual({
      at: Date.parse('2026-03-01T10:00:00.123Z'),
      nth: 0,
      took: 12.345,
      loads: null,
      request: {
        method: 'POST',
        url: 'https://auth.example/token',
        headers: [
          ['content-type', 'application/x-www-form-urlencoded'],
          ['DPoP', 'proof'],
        ],
        body: 'grant_type=authorization_code&code=c&code=d',
      },
      response: {
        status: 200,
        headers: [['Cache-Control', 'no-store']],
        body: '{"a":1}',
        truncated: false,
        error: null,
      },
    })
    expect(signsOf(entry).sent).toEqual([
      ['grant_type', 'authorization_code'],
      ['code', 'c'],
      ['code', 'd'],
    ])
  })

  test('a form of which only the fields are reported is written as one', () => {
    const { request } = read({
      method: 'POST',
      url: 'https://auth.example/token',
      headers: form,
      fields: [
        ['grant_type', 'a b'],
        ['x', '&'],
      ],
    })
    expect(request.body).toBe('grant_type=a+b&x=%26')
  })

  test.each<[string, unknown]>([
    ['an object', { content: 'text', encoding: '' }],
    ['a pair', ['text', '']],
    ['a text', 'text'],
    ['what an archive holds', { text: 'text', size: 4 }],
    ['base64 in an object', { content: btoa('text'), encoding: 'base64' }],
    ['base64 in a pair', [btoa('text'), 'base64']],
    ['a pair with the media type, as Firefox gives', ['text', 'application/json']],
  ])('content as %s', (_, content) => {
    expect(read({ url: 'https://a.example/x' }, content).response).toMatchObject({
      body: 'text',
      truncated: false,
    })
  })

  test.each<[string, EntryParts, unknown]>([
    ['could not be read', { size: 10 }, { content: null, encoding: '' }],
    ['is a picture', { size: 10, answerHeaders: { 'content-type': 'image/png' } }, 'x'],
    ['is not base64', { size: 10 }, ['%', 'base64']],
  ])('a body that %s is left out, and said to be', (_, parts, content) => {
    const entry = read({ url: 'https://a.example/x', ...parts }, content)
    expect(entry.response).toMatchObject({ body: '', truncated: true })
  })

  test.each<[string, EntryParts]>([
    ['no body by its status', { status: 204 }],
    ['an empty body', { status: 200, size: 0 }],
    ['no answer at all', { status: 0 }],
  ])('an answer with %s lacks nothing', (_, parts) => {
    const entry = read({ url: 'https://a.example/x', ...parts }, { content: null })
    expect(entry.response).toMatchObject({ body: '', truncated: false })
  })

  test('a missing response says why', () => {
    const { response } = read({ url: 'https://a.example/x', status: 0, error: 'net::ERR_FAILED' })
    expect(response).toMatchObject({ status: null, error: 'net::ERR_FAILED' })
  })

  test('long bodies are cut where those of Parley are', () => {
    const { response } = read({ url: 'https://a.example/x' }, `${'a'.repeat(keptOctets - 1)}ü`)
    expect(response.truncated).toBe(true)
    expect(response.body).toBe('a'.repeat(keptOctets - 1))
  })

  test('files that are sent are left out', () => {
    const { request } = read({
      method: 'POST',
      url: 'https://a.example/x',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      body: '--x file',
    })
    expect(request.body).toBe('')
  })

  test('broken entries never throw, and are read as far as they go', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), fc.anything(), (request, response, rest) => {
        for (const broken of [
          rest,
          { request, response },
          { request: { url: 'https://a.example/', method: request, headers: [response] } },
          { request: { url: 'https://a.example/', postData: request }, response, time: rest },
          {
            request: { url: 'https://a.example/', headers: request },
            response: { status: rest, headers: response, content: rest },
          },
        ]) {
          const entry = readEntry(broken, now)
          if (!entry) continue
          const whole = withContent(entry, contentOf(rest))
          expect(typeof whole.request.method).toBe('string')
          mayMatter(whole)
          matters(whole)
          navigationOf(whole, 1)
        }
      }),
    )
    expect(readEntry({ request: { url: 'chrome-extension://a/b' } }, now)).toBeNull()
    expect(readEntry({ request: { url: 'https://a.example/' } }, now)).toMatchObject({
      at: now,
      took: null,
      request: { method: 'GET' },
      response: { status: null },
    })
  })

  test('form bodies keep order and duplicates', () => {
    const pairs = fc.array(fc.tuple(fc.string({ minLength: 1 }), fc.string()))
    fc.assert(
      fc.property(pairs, (fields) => {
        const body = String(new URLSearchParams(fields))
        const entry = read({ method: 'POST', url: 'https://a.example/', headers: form, body })
        expect(signsOf(entry).sent).toEqual([...new URLSearchParams(body)])
      }),
    )
  })
})

describe('recordings', () => {
  const entries = ['a', 'b', 'c', 'b', 'd'].map((name) =>
    harEntry({ url: `https://a.example/${name}` }),
  )

  test('hold their entries at the top, or in a log', () => {
    expect(entriesOf({ entries })).toBe(entries)
    expect(entriesOf({ log: { entries } })).toBe(entries)
    expect(entriesOf(null)).toEqual([])
    expect(entriesOf({ log: [] })).toEqual([])
  })

  test('the same call at the same moment is counted', () => {
    const nthOf = createCounter()
    const [a, b] = [read({ url: 'https://a.example/a' }), read({ url: 'https://a.example/b' })]
    expect([a, a, b, a].map(nthOf)).toEqual([0, 1, 0, 2])
  })

  test('a form without headers is still one', () => {
    const body = 'grant_type=x'
    const { request } = harEntry({ method: 'POST', headers: form, body }) as {
      request: { postData: object }
    }
    const bare = readEntry(
      { request: { method: 'POST', url: 'https://a.example/', postData: request.postData } },
      now,
    )
    expect(bare && signsOf(bare).sent).toEqual([['grant_type', 'x']])
  })
})
