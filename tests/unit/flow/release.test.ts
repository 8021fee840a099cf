import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Params } from '@/lib/model/params'
import { changesOf, deliveryOf } from '@/lib/flow/read/release'
import { readResponse } from '@/lib/oauth/response'
import { formDecode } from '@/lib/model/url'

/** What was received at a URL. */
function received(url: string, redirectUris: readonly string[] = [], form: Params | null = null) {
  const read = readResponse(url, form, redirectUris)
  if (!read) throw new Error(`${url} is not a response`)
  return { url, ...read }
}

const text = fc.string({ unit: 'grapheme', maxLength: 12 })
const name = fc.oneof(
  fc.constantFrom('code', 'state', 'iss', 'error', 'scope', 'x y', 'ä'),
  text.filter((value) => value !== ''),
)
/** Encoded as servers do: all letters that may be, or only those that must be. */
const encodings = [
  (value: string) => new URLSearchParams([['', value]]).toString().slice(1),
  (value: string) => encodeURIComponent(value),
  (value: string) => value.replace(/[^a-zA-Z0-9/:._-]/gu, (letter) => encodeURIComponent(letter)),
]
const segment = fc
  .tuple(name, text, fc.constantFrom(...encodings))
  .filter(([key]) => key.isWellFormed())
  .filter(([, value]) => value.isWellFormed())
  .map(([key, value, encode]) => `${encode(key)}=${encode(value)}`)
const segments = fc.array(segment, { maxLength: 6 }).map((list) => ['code=c1', ...list])
const mark = fc.constantFrom('?', '#')

const hasRequestName = (list: readonly string[]) =>
  list.some((one) => /^(response_type|client_id|grant_type)=/.test(one))

describe('a release', () => {
  test('without changes is the received URL, byte for byte', () => {
    fc.assert(
      fc.property(segments, mark, (list, at) => {
        fc.pre(!hasRequestName(list))
        const url = `https://app.example/cb${at}${list.join('&')}`
        const response = received(url)
        expect(deliveryOf(response, response.params)).toEqual({ method: 'GET', url, form: null })
        expect(deliveryOf(response, [...response.params])).toMatchObject({ url })
      }),
    )
  })

  test('of anything gives the app exactly that, at the redirect_uri alone', () => {
    const params = fc
      .array(fc.tuple(text, text), { maxLength: 6 })
      .map((pairs) => pairs.filter((pair) => pair.every((one) => one.isWellFormed())))
    fc.assert(
      fc.property(segments, mark, params, (list, at, to) => {
        fc.pre(!hasRequestName(list))
        const response = received(`https://app.example/cb${at}${list.join('&')}`)
        const { url, form } = deliveryOf(response, to)
        expect(form).toBeNull()
        expect(url.split(/[?#]/, 1)).toEqual(['https://app.example/cb'])
        const [, query = ''] = url.split(at)
        expect(formDecode(query)).toEqual(to)
        expect(new URL(url).origin).toBe('https://app.example')
      }),
    )
  })

  test.each([
    [
      'what is not changed keeps its text',
      'https://app.example/cb?code=a%2Db&state=s%20t&iss=https://auth.example',
      [
        ['code', 'a-b'],
        ['state', 'wrong one'],
        ['iss', 'https://auth.example'],
      ],
      'https://app.example/cb?code=a%2Db&state=wrong+one&iss=https://auth.example',
    ],
    [
      'a parameter that is left out is gone, a new one is last',
      'https://app.example/cb#state=s&access_token=t',
      [
        ['access_token', 't'],
        ['extra', '&'],
      ],
      'https://app.example/cb#access_token=t&extra=%26',
    ],
    [
      'each of two of a name keeps its own text',
      'https://app.example/cb?code=a&x=%41&x=A',
      [
        ['x', 'A'],
        ['x', 'A'],
        ['code', 'b'],
      ],
      'https://app.example/cb?x=%41&x=A&code=b',
    ],
    ['nothing at all', 'https://app.example/cb?code=a', [], 'https://app.example/cb?'],
    [
      'a fragment beside the query stays',
      'https://app.example/cb?code=a&state=s#route',
      [['code', 'a']],
      'https://app.example/cb?code=a#route',
    ],
  ] as const)('%s', (_, url, to, expected) => {
    expect(deliveryOf(received(url), to)).toMatchObject({ method: 'GET', url: expected })
  })

  test('keeps the query of a registered redirect_uri, which does not belong to the response', () => {
    const response = received('https://app.example/cb?code=a&tenant=1&state=s', [
      'https://app.example/cb?tenant=1',
    ])
    expect(deliveryOf(response, response.params).url).toBe(response.url)
    expect(deliveryOf(response, [['code', 'b']]).url).toBe('https://app.example/cb?tenant=1&code=b')
  })

  test('of a form is posted where it was posted', () => {
    const form = [['code', 'c1']] as const
    const response = received('https://app.example/cb?tenant=1', [], form)
    const changed = [['code', 'c2']] as const
    expect(deliveryOf(response, changed)).toEqual({
      method: 'POST',
      url: 'https://app.example/cb?tenant=1',
      form: changed,
    })
  })
})

describe('the changes of a release', () => {
  test.each<[string, Params, Params, object[]]>([
    ['none', [['code', 'a']], [['code', 'a']], []],
    ['another value', [['state', 's']], [['state', 'x']], [{ name: 'state', from: 's', to: 'x' }]],
    ['left out', [['iss', 'i']], [], [{ name: 'iss', from: 'i', to: null }]],
    ['added', [], [['iss', 'i']], [{ name: 'iss', from: null, to: 'i' }]],
    [
      'the second of a name',
      [
        ['code', 'a'],
        ['code', 'b'],
      ],
      [['code', 'a']],
      [{ name: 'code', from: 'b', to: null }],
    ],
  ])('%s', (_, from, to, changes) => {
    expect(changesOf(from, to)).toEqual(changes)
  })
})
