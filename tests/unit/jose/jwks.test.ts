import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { jwkFacts, readJwks } from '@/lib/jose/jwks'

const ec = {
  kty: 'EC',
  crv: 'P-256',
  x: '7-Rb63zsE94m7vyeTfAGUJr56ML3DiNU3g8FQA1B9-c',
  y: 'FXKrT76o-rE9fAC3TXp88VWgjrWieUBAWawjdc6_dGs',
}
const okp = 'A'.repeat(43)

describe('readJwks', () => {
  test.each([
    ['a JWKS', { keys: [ec, ec] }, 2],
    ['a list', [ec], 1],
    ['a single key', ec, 1],
  ])('reads %s', (_, value, count) => {
    const { keys, issues } = readJwks(JSON.stringify(value))
    expect(keys).toHaveLength(count)
    expect(issues).toEqual([])
  })

  test.each([
    ['{', [{ code: 'json', index: null, seen: 'end of text at line 1, column 2' }]],
    ['{"keys":{}}', [{ code: 'no_keys', index: null }]],
    ['{"keys":[]}', [{ code: 'no_keys', index: null }]],
    ['42', [{ code: 'no_keys', index: null }]],
    ['[1]', [{ code: 'key_not_object', index: 0 }]],
    ['[{"kid":"a"}]', [{ code: 'kty_missing', index: 0 }]],
    ['[{"kty":"XY"}]', [{ code: 'kty_unknown', index: 0, seen: 'XY' }]],
    ['[{"kty":"RSA","n":"AQ"}]', [{ code: 'member_missing', index: 0, seen: 'e' }]],
    [
      '[{"kty":"oct","k":"AQ"}]',
      [
        { code: 'kty_unknown', index: 0, seen: 'oct' },
        { code: 'member_private', index: 0, seen: 'k' },
      ],
    ],
    [
      `[{"kty":"OKP","crv":"Ed25519","x":"${okp}","d":"AQ"}]`,
      [{ code: 'member_private', index: 0, seen: 'd' }],
    ],
    [
      `[{"kty":"OKP","crv":"Ed25519","x":"AQ","x":"${okp}"}]`,
      [{ code: 'duplicate', index: null, seen: 'x' }],
    ],
  ])('lists what is wrong with %s', (text, issues) => {
    expect(readJwks(text).issues).toEqual(issues)
  })

  test('never throws', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void readJwks(text)))
    expect(readJwks(' '.repeat(2_000_000)).issues).toEqual([{ code: 'too_large', index: null }])
  })
})

describe('jwkFacts', () => {
  test('gives the thumbprint of the example of RFC 7638', async () => {
    const jwk = {
      kty: 'RSA',
      n: '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw',
      e: 'AQAB',
      alg: 'RS256',
      kid: '2011-04-29',
    }
    expect(await jwkFacts(jwk)).toEqual({
      kid: '2011-04-29',
      kty: 'RSA',
      crv: null,
      alg: 'RS256',
      use: null,
      size: 2048,
      thumbprint: 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs',
    })
  })

  test.each([
    [{ kty: 'RSA', n: 'AAEB', e: 'AQAB' }, 9],
    [{ kty: 'RSA', n: 'gA', e: 'AQAB' }, 8],
    [{ kty: 'RSA', n: 'AAAA', e: 'AQAB' }, null],
    [{ kty: 'RSA', n: '*', e: 'AQAB' }, null],
    [{ kty: 'RSA' }, null],
    [{ kty: 'EC', crv: 'P-521' }, 521],
    [{ kty: 'EC', crv: 'constructor' }, null],
    [{ kty: 'oct', k: 'AQID' }, 24],
    [{ kty: 4 }, null],
  ])('measures %j as %s bits', async (jwk, size) => {
    expect(await jwkFacts(jwk)).toMatchObject({ size })
  })
})
