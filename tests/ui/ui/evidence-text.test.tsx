import { describe, expect, test } from 'vitest'
import { parseJson } from '@/lib/model/strict-json'
import { evidenceText } from '@/components/ui/evidence-text'
import { checkPrivateJwk } from '@/lib/jose/key-members'

describe('evidence', () => {
  test.each([
    ['1 keys', '1 key'],
    ['2 keys', '2 keys'],
    ['PS256-1: 1 keys', 'PS256-1: 1 key'],
    ['≥ 2048 bits', '≥ 2048 bits'],
    ['d: base64url, 1 octets', 'd: base64url, 1 octet'],
    ['403, no content type', '403, no Content-Type'],
    ['x: wrong character', 'x: character outside base64url'],
  ])('"%s" has the words of the locale', (text, shown) => {
    expect(evidenceText(text)).toBe(shown)
  })

  test.each(['application/json', 'id1 keys', 'padding oracle', 'x at line 3', '', '12 keys left'])(
    '"%s" is data and stays',
    (text) => {
      expect(evidenceText(text)).toBe(text)
    },
  )

  test('of broken JSON says what is where', () => {
    expect(evidenceText(parseJson('{"a":1,}').error ?? '')).toBe('"}" at line 1, column 8')
    expect(evidenceText(`header: ${parseJson('[').error}`)).toBe(
      'header: end of text at line 1, column 2',
    )
    expect(evidenceText(parseJson('['.repeat(100)).error ?? '')).toBe('> 64 levels')
  })

  test('of a key says how a member is wrong', () => {
    const jwk = { kty: 'EC', crv: 'P-256', x: 'a=', y: '+', d: 'AAAAA' }
    const shown = checkPrivateJwk(jwk).map(({ seen = '' }) => evidenceText(seen))
    expect(shown.toSorted()).toEqual([
      'd: wrong length',
      'x: padding',
      'y: character outside base64url',
    ])
  })
})
