import fc from 'fast-check'
import { expect, test } from 'vitest'
import { workOf } from '../work'
import { challengesIn } from '@/lib/model/challenges'

const read = (...values: readonly string[]) =>
  challengesIn(values.map((value) => ['WWW-Authenticate', value] as const))

test.each([
  ['Bearer', [['Bearer', []]]],
  [
    'Bearer realm="a, b", error="x"',
    [
      [
        'Bearer',
        [
          ['realm', 'a, b'],
          ['error', 'x'],
        ],
      ],
    ],
  ],
  [
    'DPoP algs="ES256 PS256", Bearer realm=a',
    [
      ['DPoP', [['algs', 'ES256 PS256']]],
      ['Bearer', [['realm', 'a']]],
    ],
  ],
  [
    'Negotiate YWI=, Basic realm="x"',
    [
      ['Negotiate', []],
      ['Basic', [['realm', 'x']]],
    ],
  ],
  ['Bearer Error = "a \\"b\\""', [['Bearer', [['error', 'a "b"']]]]],
  [',, Bearer ,error=a,,', [['Bearer', [['error', 'a']]]]],
  ['', []],
])('%s', (text, challenges) => {
  const { list, error } = read(text)
  expect(list.map(({ scheme, attributes }) => [scheme, attributes])).toEqual(challenges)
  expect(error).toBeNull()
})

test.each([
  ['Bearer error=invalid token, realm=a', 'token, realm=a'],
  ['Bearer realm="a" error="b"', 'error="b"'],
  ['error="b"', 'error="b"'],
  ['Bearer realm="a', 'realm="a'],
  ['"Bearer"', '"Bearer"'],
])('%s does not follow the grammar', (text, error) => {
  expect(read(text).error).toBe(error)
})

test('several headers, joined or not, are read alike', () => {
  const expected = read('Bearer realm=a, DPoP algs=ES256')
  expect(read('Bearer realm=a', 'DPoP algs=ES256')).toEqual(expected)
  expect(read('Bearer realm=a\nDPoP algs=ES256')).toEqual(expected)
})

test('what follows a mistake is still read', () => {
  const { list } = read('Bearer error=invalid token, DPoP algs=ES256')
  expect(list.map(({ scheme }) => scheme)).toEqual(['Bearer', 'DPoP'])
})

const piece = fc.constantFrom(
  'Bearer',
  'DPoP ',
  'a',
  '=',
  '"',
  '\\',
  ',',
  ' ',
  '\n',
  '\t',
  'é',
  'a="b"',
)

test('any text is read', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const { list, error } = read(pieces.join(''))
      expect(list.length).toBeLessThanOrEqual(pieces.length + 1)
      expect(error === null || error.length > 0).toBe(true)
    }),
  )
})

test.each(['Bearer a="', 'a="\\', ' ', 'a=', ',', '"', 'Bearer a="b" ', 'a ='])(
  'twice as many of %j take about twice the work',
  async (text) => {
    const work = (characters: number) =>
      workOf(() => read(text.repeat(Math.ceil(characters / text.length))))
    await work(2000)
    expect(await work(6000)).toBeLessThan(2.2 * (await work(3000)) + 100)
  },
)
