import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { metadataIssues, readDocument, readPasted } from '@/lib/oauth/read-metadata'

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
      allowOrigin: null,
      body: JSON.stringify(good),
      duplicates: [],
      json: good,
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
    '%j is not an object',
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

  test.each([201, 204, 401, 404, 500])('status %i comes first', (status) => {
    expect(issues(good, status)).toEqual([{ code: 'metadata_status', seen: String(status) }])
  })

  test.each([301, 302, 303, 307, 308])('status %i is a redirect', (status) => {
    expect(issues(good, status)).toMatchObject([{ code: 'metadata_redirect' }])
  })

  test.each([
    [{ error: 'invalid_request' }, '404 invalid_request'],
    [{ error: 'invalid_request', error_description: 'No.' }, '404 invalid_request: No.'],
    [{ error_class: 'NotFound', error_message: 'Unknown code' }, '404 NotFound: Unknown code'],
    [{ title: 'Gone', detail: 'Long ago' }, '404 Gone: Long ago'],
    [{ message: 'Forbidden' }, '404 Forbidden'],
    [{ error: { code: 1 } }, '404'],
    [{ error: 'e'.repeat(500) }, `404 ${'e'.repeat(160)}…`],
    ['<html>', '404'],
    ['', '404'],
  ])('an error answer %j is quoted', (body, seen) => {
    expect(issues(body, 404)).toEqual([{ code: 'metadata_status', seen }])
  })

  test.each(['', ' \n', '\u{feff}'])('%j is empty', (body) => {
    expect(issues(body)).toEqual([{ code: 'metadata_empty' }])
  })

  test.each(['<!doctype html>', '<!DOCTYPE HTML PUBLIC "x">', ' <html lang="en">', '<head>'])(
    '%j is a web page',
    (body) => {
      expect(issues(body)).toEqual([{ code: 'metadata_html', seen: body.trim() }])
    },
  )

  test.each([
    ['{"issuer":"x",}', '"}" at line 1, column 15'],
    ['{\n"issuer": "x"', 'end of text at line 2, column 14'],
    ['{"issuer":x}', '"x" at line 1, column 11'],
    ['a'.repeat(100), '"a" at line 1, column 1'],
  ])('%j stops being JSON, and where', (body, seen) => {
    expect(issues(body)).toEqual([{ code: 'metadata_not_json', seen }])
  })

  test.each([
    ['[1]', '[1]'],
    ['null', 'null'],
    [JSON.stringify('a'.repeat(100)), `"${'a'.repeat(59)}…`],
  ])('%j is not an object', (body, seen) => {
    expect(issues(body)).toEqual([{ code: 'metadata_not_object', seen }])
  })

  test('a byte order mark is left out', () => {
    expect(issues(`\u{feff}${JSON.stringify(good)}`)).toEqual([])
  })

  test('a pasted one has no status', () => {
    expect(metadataIssues(readPasted(JSON.stringify(good), issuer))).toEqual([])
    expect(readPasted('{}', issuer)).toMatchObject({ url: '', status: null, form: 'explicit' })
  })

  test.each([
    [undefined, '–'],
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
    [undefined, '–'],
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
