import fc from 'fast-check'
import { base64url } from 'jose'
import { describe, expect, test } from 'vitest'
import { readBase64url } from '@/lib/jose/base64url'
import { decodeJwt, sizeLimit } from '@/lib/jose/decode'

const json = (value: unknown) => base64url.encode(JSON.stringify(value))
const header = json({ alg: 'PS256', kid: 'a' })
const payload = json({ iss: 'https://as.example' })
const token = `${header}.${payload}.c2ln`

const issuesOf = (text: string) =>
  decodeJwt(text).issues.map(({ part, code, seen = '' }) => `${part} ${code} ${seen}`.trim())

test('nothing that is pasted makes it throw, and no good part is lost', () => {
  const near = fc
    .tuple(fc.nat(), fc.string({ minLength: 0, maxLength: 3 }))
    .map(([at, text]) => token.slice(0, at % token.length) + text + token.slice(at % token.length))
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), near), (text) => {
      const jwt = decodeJwt(text)
      expect(jwt.kind === 'malformed' || jwt.parts.length === 3 || jwt.parts.length === 5).toBe(
        true,
      )
      if (jwt.kind === 'jws' && !jwt.header) expect(jwt.issues).not.toEqual([])
    }),
    { numRuns: 2000 },
  )
})

test('what was encoded comes back', () => {
  const objects = fc.dictionary(
    fc.string({ unit: 'binary' }).filter((name) => name !== '__proto__'),
    fc.jsonValue({ maxDepth: 3 }),
  )
  fc.assert(
    fc.property(objects, objects, fc.uint8Array({ minLength: 1 }), (head, claims, signature) => {
      const [h, p] = [head, claims].map((value) => JSON.stringify(value)) as [string, string]
      const text = [base64url.encode(h), base64url.encode(p), base64url.encode(signature)].join('.')
      expect(decodeJwt(text)).toMatchObject({
        text,
        kind: 'jws',
        header: JSON.parse(h) as object,
        payload: JSON.parse(p) as object,
        signatureLength: signature.length,
        issues: [],
      })
    }),
  )
})

test('octets come back from base64url, and only their canonical form is without a problem', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const text = base64url.encode(bytes)
      expect(readBase64url(text)).toEqual({ bytes, problem: null })
    }),
  )
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'AZaz09-_+/= Qgw') }), (text) => {
      const { bytes, problem } = readBase64url(text)
      expect(problem === null).toBe(bytes !== null && base64url.encode(bytes) === text)
    }),
  )
})

test.each([
  ['around', ` \n${token}\t`],
  ['Bearer', `Bearer ${token}`],
  ['a header', `Authorization: bearer  ${token}\r\n`],
  ['quotes', `'${token}'`],
  ['a JSON string', JSON.stringify(token)],
  ['an escaped JSON string', `"${token.replace('.', String.raw`\u002e`)}"`],
  ['a member', `"${token}",`],
  ['both', `"Bearer ${token}"`],
])('takes off what is copied along: %s', (_, text) => {
  expect(decodeJwt(text)).toMatchObject({ text: token, kind: 'jws', issues: [] })
})

test('takes line breaks out and says so', () => {
  const jwt = decodeJwt(`${header}.\r\n${payload}.c2ln`)
  expect(jwt).toMatchObject({ text: token, payload: { iss: 'https://as.example' } })
  expect(jwt.issues).toEqual([
    { part: 'form', code: 'white_space', seen: `line break at ${header.length + 2}` },
  ])
})

describe('says what is wrong and where', () => {
  test.each([
    ['', ['form empty']],
    [' "" ', ['form empty']],
    ['abc', ['form part_count 1']],
    [`${header}.${payload}`, ['form part_count 2']],
    [`${token}.c2ln`, ['form part_count 4']],
    [`${token}.c2ln.c2ln.c2ln`, ['form part_count 6']],
    [`${header}=.${payload}.c2ln`, [`header padding = at ${header.length + 1}`]],
    [`${header}.${payload}.c2+n`, ['signature character + at 3']],
    [`${header}.${payload}.c2ü`, ['signature character U+00FC at 3']],
    [`${header}.${payload}.c2lnX`, ['signature length 5 characters']],
    [`${header}.${payload}.c2k`, []],
    [`${header}.${payload}.c2l`, ['signature trailing_bits l at 3']],
    [`${header}..c2ln`, ['payload part_empty']],
    [`.${payload}.c2ln`, ['header part_empty']],
    [`${header}.${payload}.`, ['signature part_empty']],
    [`${json({ alg: 'none' })}.${payload}.`, []],
    [`${json([])}.${payload}.c2ln`, ['header not_object array']],
    [`${json(null)}.${json('a')}.c2ln`, ['header not_object null', 'payload not_object string']],
    [`${base64url.encode('{"alg":}')}.${payload}.c2ln`, ['header json "}" at line 1, column 8']],
    [`${base64url.encode('{"alg":1,"alg":2}')}.${payload}.c2ln`, ['header duplicate alg']],
    [`${header}.${base64url.encode('{"aud":1,"aud":2}')}.c2ln`, ['payload duplicate aud']],
    [
      `${base64url.encode(new Uint8Array([0x7b, 0xff, 0x7d]))}.${payload}.c2ln`,
      ['header utf8 character 2', 'header json U+FFFD at line 1, column 2'],
    ],
    [`${header}.${base64url.encode('\uFEFF{}')}.c2ln`, ['payload json U+FEFF at line 1, column 1']],
    [`${header}.${json(nested(11))}.c2ln`, ['payload nesting 12']],
    [`${header}.${json(nested(1000))}.c2ln`, ['payload json > 64 levels', 'payload nesting 65']],
  ])('%#', (text, issues) => {
    expect(issuesOf(text)).toEqual(issues)
  })
})

function nested(levels: number): unknown {
  return levels === 0 ? {} : { a: nested(levels - 1) }
}

test('what can still be read is read', () => {
  expect(decodeJwt(`${header}=.${payload}==.c2ln`)).toMatchObject({
    header: { alg: 'PS256' },
    payload: { iss: 'https://as.example' },
  })
  expect(decodeJwt(`${header}.${base64url.encode('plain')}.c2ln`)).toMatchObject({
    payload: null,
    payloadText: 'plain',
  })
})

test('of a JWE the header is read; an empty key and initialization vector are accepted', () => {
  const jwe = `${json({ alg: 'dir', enc: 'A256GCM' })}...Y2lwaGVy.dGFn`
  expect(decodeJwt(jwe)).toMatchObject({
    kind: 'jwe',
    header: { alg: 'dir', enc: 'A256GCM' },
    payload: null,
    payloadText: null,
    signatureLength: null,
    issues: [],
  })
})

test('what is too large is refused, and nothing large hangs', () => {
  expect(decodeJwt('a'.repeat(sizeLimit + 1))).toMatchObject({ parts: [], kind: 'malformed' })
  for (const character of ['.', '"', "'", ' ', '=', '[', 'Bearer '])
    expect(decodeJwt(character.repeat(sizeLimit / character.length)).kind).toBe('malformed')
})
