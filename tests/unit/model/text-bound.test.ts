import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maxParams, maxResponseLength, shortenedLength, shortenedRest } from '@/lib/model/bounds'
import { cutText, keepHeaders, keepParams, keepUrl } from '@/lib/model/text-bound'
import { readResponse } from '@/lib/oauth/response'
import { formDecode, joinUrl } from '@/lib/model/url'

const room = 10_000
const x = (length: number) => 'x'.repeat(length)

describe('what is kept of a URL', () => {
  test('is all of it where it fits, to the byte', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        const { kept, shortened } = keepUrl(url, room)
        expect(joinUrl(kept)).toBe(url)
        expect(shortened).toBe(false)
      }),
    )
  })

  test('keeps the parameters with a meaning, wherever they are in a text that is too long', () => {
    const { kept, shortened } = keepUrl(`https://a.example/?a=${x(room)}&code=c&b=1&state=s`, room)
    expect(kept.query).toBe('code=c&b=1&state=s')
    expect(shortened).toBe(true)
  })

  test('is the first of too many parameters, and all that have a meaning', () => {
    const many = Array.from({ length: 2000 }, (_, index) => `p${index}=1`)
    const { kept, shortened } = keepUrl(
      `https://a.example/?${[...many, 'code=c'].join('&')}`,
      100_000,
    )
    expect(kept.query?.split('&')).toEqual([...many.slice(0, maxParams), 'code=c'])
    expect(shortened).toBe(true)
  })

  test('is the name of a sign whose value is too long', () => {
    const { kept } = keepUrl(`https://a.example/?state=s&code=${x(room)}&code=${x(room)}`, room, [
      'code',
    ])
    expect(kept.query).toBe('state=s&code=')
  })

  test('is bounded, whatever it is', () => {
    const part = fc.record({
      name: fc.constantFrom('code', 'state', 'a', 'b', ''),
      length: fc.integer({ min: 0, max: 9000 }),
      times: fc.integer({ min: 1, max: 300 }),
    })
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), (parts) => {
        const query = parts
          .map(({ name, length, times }) => `${name}=${x(length)}&`.repeat(times))
          .join('')
        const { kept, shortened } = keepUrl(`https://a.example/?${query}`, room, ['code'])
        expect(kept.query?.length).toBeLessThanOrEqual(room + 2 * maxParams)
        const decoded = keepParams(formDecode(query), room, ['code'])
        expect(decoded.kept.length).toBeLessThanOrEqual(2 * maxParams + 1)
        if (!shortened) expect(kept.query).toBe(query)
      }),
      { numRuns: 50 },
    )
  })
})

describe('a response that is too long', () => {
  test.each(['query', 'fragment', 'form'])('is read from its %s, and says so', (container) => {
    const junk = x(maxResponseLength)
    const text = `junk=${junk}&code=c&state=s`
    const mark = { query: '?', fragment: '#', form: '' }[container]
    const base = 'https://app.example/cb'
    const read =
      container === 'form'
        ? readResponse(base, formDecode(text))
        : readResponse(`${base}${mark}${text}`)
    expect(read).toEqual({
      responseMode: container,
      params: [
        ['code', 'c'],
        ['state', 's'],
      ],
      target: base,
      shortened: true,
    })
  })

  test('is still a response where the code itself is', () => {
    const read = readResponse(`https://app.example/cb?code=${x(maxResponseLength)}&state=s`)
    expect(read).toMatchObject({
      params: [
        ['code', ''],
        ['state', 's'],
      ],
      shortened: true,
    })
  })

  test('is a JARM of tens of kilobytes beside a megabyte of something else', () => {
    const jarm = `a.${x(60_000)}.b`
    const read = readResponse(`https://app.example/cb?junk=${x(1_900_000)}&response=${jarm}`)
    expect(read?.params).toEqual([['response', jarm]])
  })
})

test('a text is cut between characters', () => {
  expect(cutText('ab😀', 3)).toBe('ab')
  expect(cutText('ab😀', 4)).toBe('ab😀')
})

test('parameters without a meaning share what is left', () => {
  const params = Array.from(
    { length: 100 },
    (_, index) => [`p${index}`, x(shortenedLength - 10)] as const,
  )
  const { kept } = keepParams([...params, ['junk', x(1_000_000)]], 512_000)
  expect(kept.length).toBeLessThanOrEqual(shortenedRest / (shortenedLength - 10))
  expect(kept.length).toBeGreaterThan(10)
})

test('headers that are too long or too many are left out', () => {
  expect(
    keepHeaders([
      ['a', x(70_000)],
      ['b', '1'],
    ]),
  ).toEqual([['b', '1']])
  expect(keepHeaders(Array.from({ length: 300 }, () => ['a', '1'] as const))).toHaveLength(200)
})
