import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { metadataIssues, readDocument } from '@/lib/oauth/read-metadata'

const issuer = 'https://auth.example'
const url = `${issuer}/.well-known/openid-configuration`
const good = { issuer, authorization_endpoint: `${issuer}/auth` }

const read = (body: unknown, status = 200) =>
  readDocument({
    url,
    issuer,
    form: 'oidc',
    status,
    headers: [['Content-Type', 'application/json;charset=UTF-8']],
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
const issues = (body: unknown, status?: number) => metadataIssues(read(body, status))

describe('readDocument', () => {
  test('keeps what was answered', () => {
    expect(read(good)).toEqual({
      url,
      form: 'oidc',
      issuer,
      status: 200,
      contentType: 'application/json;charset=UTF-8',
      body: JSON.stringify(good),
      duplicates: [],
      json: good,
      redirected: false,
    })
  })

  test('without a content type there is none', () => {
    const document = readDocument({
      url,
      issuer,
      form: 'oauth',
      status: 200,
      headers: [],
      body: '',
    })
    expect(document).toMatchObject({ contentType: null, json: null })
  })

  test.each(['', 'null', '[]', '"text"', '7', '{', '{"a":1,}', '<html>'])(
    '%j is no object',
    (body) => {
      expect(read(body).json).toBeNull()
    },
  )

  test('members that stand twice are named, also nested ones', () => {
    expect(read('{"a":1,"b":{"c":1,"c":2},"a":2}')).toMatchObject({
      duplicates: ['b.c', 'a'],
      json: { a: 2, b: { c: 2 } },
    })
  })

  test('a member named __proto__ is one like others', () => {
    const { json } = read('{"__proto__":{"issuer":"https://auth.example"}}')
    expect(Object.keys(json ?? {})).toEqual(['__proto__'])
    expect(json?.['issuer']).toBeUndefined()
  })
})

describe('metadataIssues', () => {
  test('nothing is off', () => {
    expect(issues({ ...good, other: 1 })).toEqual([])
  })

  test.each([204, 302, 401, 404, 500])('status %i comes first', (status) => {
    expect(issues(good, status)).toEqual([
      { code: 'metadata_status', seen: String(status), expected: url },
    ])
  })

  test.each([
    ['', 'nothing'],
    [' \n', 'nothing'],
    ['<!doctype html>', '<!doctype html>'],
    ['a'.repeat(100), 'a'.repeat(60)],
  ])('%j is no JSON', (body, seen) => {
    expect(issues(body)).toEqual([{ code: 'metadata_not_json', seen, expected: url }])
  })

  test.each([
    [undefined, 'nothing'],
    [null, 'null'],
    [7, '7'],
    [[issuer], `["${issuer}"]`],
    ['', ''],
    [`${issuer}/`, `${issuer}/`],
    ['https://Auth.example', 'https://Auth.example'],
    ['https://auth.example:443', 'https://auth.example:443'],
    [` ${issuer}`, ` ${issuer}`],
    ['https://аuth.example', 'https://аuth.example'],
  ])('issuer %j is another', (value, seen) => {
    expect(issues({ ...good, issuer: value })).toEqual([
      { code: 'metadata_issuer', seen, expected: issuer },
    ])
  })

  test.each([
    [undefined, 'nothing'],
    [{}, '{}'],
    ['/auth', '/auth'],
    ['http://auth.example/auth', 'http://auth.example/auth'],
    ['javascript:alert(1)', 'javascript:alert(1)'],
  ])('authorization_endpoint %j cannot be used', (value, seen) => {
    expect(issues({ ...good, authorization_endpoint: value })).toEqual([
      { code: 'metadata_authorization_endpoint', seen },
    ])
  })

  test('whatever the answer, it becomes a document', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), fc.nat(600), (body, status) => {
        expect(issues(body, status).length).toBeGreaterThan(0)
      }),
    )
  })
})
