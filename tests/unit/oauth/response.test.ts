import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readResponse, sameResponse } from '@/lib/oauth/response'

describe('readResponse', () => {
  test('the registered query belongs to the target', () => {
    expect(
      readResponse('https://app.example/cb?x=1&code=c&foo=bar', null, [
        'https://app.example/cb?x=1',
      ]),
    ).toEqual({
      responseMode: 'query',
      target: 'https://app.example/cb?x=1',
      params: [
        ['code', 'c'],
        ['foo', 'bar'],
      ],
    })
  })

  test('a registered parameter named code does not belong to the response', () => {
    expect(
      readResponse('https://app.example/cb?code=fixed', null, [
        'https://app.example/cb?code=fixed',
      ]),
    ).toBeNull()
  })

  test.each([
    'https://app.example/cb',
    'https://app.example/cb?state=s',
    'https://as.example/auth?client_id=a&response_type=code',
  ])('%s is not a response', (url) => {
    expect(readResponse(url)).toBeNull()
  })

  test.each(['client_id=a', 'response_type=code', 'grant_type=x', 'redirect_uri=u&scope=s'])(
    'a server may echo %s of the request',
    (echo) => {
      const read = readResponse(`https://app.example/cb?code=c&${echo}`)
      expect(read).toMatchObject({ responseMode: 'query', target: 'https://app.example/cb' })
      expect(read?.params).toContainEqual(['code', 'c'])
    },
  )

  test('a form wins over the query', () => {
    expect(readResponse('https://app.example/cb?code=q', [['code', 'f']])).toMatchObject({
      responseMode: 'form',
      params: [['code', 'f']],
    })
  })

  test('duplicates are kept, plus is a space, percent is decoded once', () => {
    expect(readResponse('https://a/cb?code=a+b&state=%2541&state=2')?.params).toEqual([
      ['code', 'a b'],
      ['state', '%41'],
      ['state', '2'],
    ])
  })

  test('never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.webUrl({ withQueryParameters: true, withFragments: true })),
        (url) => {
          readResponse(url)
          readResponse(`${url}?code=1`)
        },
      ),
    )
  })

  test('any code and state come out as they went in', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string(), (code, state) => {
        const params = new URLSearchParams({ code, state })
        const expected = [
          ['code', code],
          ['state', state],
        ]
        expect(readResponse(`https://app.example/cb?${params}`)?.params).toEqual(expected)
        expect(readResponse(`https://app.example/cb#${params}`)?.params).toEqual(expected)
      }),
    )
  })
})

test('the same code passed on to another page is the same response', () => {
  expect(
    sameResponse(
      [['code', 'a']],
      [
        ['code', 'a'],
        ['page', '1'],
      ],
    ),
  ).toBe(true)
  expect(sameResponse([['code', 'a']], [['code', 'b']])).toBe(false)
  expect(
    sameResponse(
      [
        ['error', 'x'],
        ['state', '1'],
      ],
      [
        ['error', 'x'],
        ['state', '2'],
      ],
    ),
  ).toBe(false)
})
