import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { discover } from '@/lib/client/discovery'
import { endless, send, startLoopback, type Answer, type Loopback } from './loopback'

const oidc = '/.well-known/openid-configuration'
const oauth = '/.well-known/oauth-authorization-server'
let server: Loopback

beforeAll(async () => {
  server = await startLoopback()
})
afterAll(() => server.close())
beforeEach(() => {
  server.answers.clear()
  server.asked.length = 0
})

const metadata = (issuer = server.origin, more: object = {}) => ({
  issuer,
  authorization_endpoint: `${server.origin}/auth`,
  ...more,
})
const find = (path = '') => discover(fetch, `${server.origin}${path}`)
const codes = async (answer: Answer) => {
  server.answers.set(oidc, answer)
  return (await find()).issues.map(({ code }) => code)
}

test('the form of OpenID Connect comes first, and the other is not asked for then', async () => {
  server.answers.set(oidc, metadata())
  expect(await find()).toMatchObject({
    issues: [],
    document: {
      url: `${server.origin}${oidc}`,
      form: 'oidc',
      issuer: server.origin,
      status: 200,
      contentType: 'application/json',
      json: metadata(),
    },
  })
  expect(server.asked).toEqual([oidc])
  expect(server.headers.at(-1)).toMatchObject({ accept: 'application/json' })
})

describe('the form of RFC 8414 is asked for where the first', () => {
  test.each<[string, Answer]>([
    ['is not there', send(404, 'text/html', 'no')],
    ['is no JSON', send(200, 'text/html', '<!doctype html>')],
    ['redirects', send(302, null, '', { location: oauth })],
    ['is that of another issuer', { issuer: 'https://other.example' }],
    ['breaks off', (response) => response.destroy()],
  ])('%s', async (_, answer) => {
    server.answers.set(oidc, answer)
    server.answers.set(oauth, metadata())
    expect(await find()).toMatchObject({ issues: [], document: { form: 'oauth' } })
    expect(server.asked).toEqual([oidc, oauth])
  })
})

test.each([
  ['/tenant', ['/tenant/.well-known/openid-configuration', `${oauth}/tenant`]],
  ['/a/b', ['/a/b/.well-known/openid-configuration', `${oauth}/a/b`]],
  ['/', [oidc, oauth]],
])('the well-known URLs of an issuer with the path %s', async (path, asked) => {
  const issuer = `${server.origin}${path}`
  server.answers.set(asked[1] ?? '', metadata(issuer))
  expect(await find(path)).toMatchObject({ issues: [], document: { form: 'oauth', issuer } })
  expect(server.asked).toEqual(asked)
})

describe('what cannot be used names why', () => {
  test.each<[string, Answer, string]>([
    ['HTML', send(200, 'text/html', '<!doctype html>'), 'metadata_not_json'],
    ['nothing', send(200, 'application/json', ''), 'metadata_not_json'],
    ['an array', send(200, 'application/json', '[]'), 'metadata_not_json'],
    ['null', send(200, 'application/json', 'null'), 'metadata_not_json'],
    ['cut off JSON', send(200, 'application/json', '{"issuer":"'), 'metadata_not_json'],
    ['another status', send(503, 'application/json', '{}'), 'metadata_status'],
    ['a redirect', send(302, null, '', { location: '/elsewhere' }), 'metadata_status'],
    ['no issuer', { authorization_endpoint: 'https://auth.example/auth' }, 'metadata_issuer'],
    ['a body without an end', endless(() => {}), 'fetch_too_large'],
    ['no answer', (response) => response.destroy(), 'fetch_unreachable'],
  ])('%s', async (_, answer, code) => {
    expect(await codes(answer)).toEqual([code])
    expect(server.asked).toEqual([oidc, oauth])
  })

  test.each<[string, (issuer: string) => string]>([
    ['a slash more', (issuer) => `${issuer}/`],
    ['the case of the scheme', (issuer) => issuer.replace('http', 'HTTP')],
    ['another name of the host', (issuer) => issuer.replace('127.0.0.1', 'localhost')],
    ['white space', (issuer) => `${issuer} `],
  ])('an issuer that differs by %s', async (_, change) => {
    const published = change(server.origin)
    server.answers.set(oidc, metadata(published))
    const found = await find()
    expect(found.issues).toEqual([
      { code: 'metadata_issuer', seen: published, expected: server.origin },
    ])
    expect(found.document?.json).toMatchObject({ issuer: published })
  })

  test('a slash less is another issuer as well', async () => {
    server.answers.set(
      '/tenant/.well-known/openid-configuration',
      metadata(`${server.origin}/tenant`),
    )
    expect((await find('/tenant/')).issues).toMatchObject([{ code: 'metadata_issuer' }])
  })

  test('of two answers the one that says most: a document, also where the other is an error in JSON', async () => {
    server.answers.set(oauth, metadata(`${server.origin}/`))
    expect((await find()).issues).toMatchObject([{ code: 'metadata_issuer' }])
  })

  test('where neither is there, the first one', async () => {
    expect((await find()).issues).toEqual([
      { code: 'metadata_status', seen: '404', expected: `${server.origin}${oidc}` },
    ])
  })
})

describe('what is only odd is told and used', () => {
  test.each([null, 'text/plain', 'text/html'])('content type %s', async (type) => {
    server.answers.set(oidc, send(200, type, JSON.stringify(metadata())))
    expect(await find()).toMatchObject({ issues: [], document: { contentType: type } })
  })

  test('members that stand twice', async () => {
    const text = JSON.stringify(metadata(undefined, { mtls: { a: 1 } }))
    const doubled = text
      .replace('{"issuer"', '{"issuer":"x","issuer"')
      .replace('"a":1', '"a":1,"a":2')
    server.answers.set(oidc, send(200, 'application/json', doubled))
    expect(await find()).toMatchObject({
      issues: [],
      document: { duplicates: ['issuer', 'mtls.a'], json: { issuer: server.origin } },
    })
  })

  test('octets that are no UTF-8', async () => {
    const [head, tail] = JSON.stringify(metadata(undefined, { name: '|' })).split('|')
    const body = Buffer.concat([
      Buffer.from(head ?? ''),
      Buffer.from([0xff]),
      Buffer.from(tail ?? ''),
    ])
    server.answers.set(oidc, send(200, 'application/json', body))
    expect(await find()).toMatchObject({ issues: [], document: { json: { name: '\uFFFD' } } })
  })
})
