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
  server.responses.clear()
  server.requested.length = 0
})

const metadata = (issuer = server.origin, more: object = {}) => ({
  issuer,
  authorization_endpoint: `${server.origin}/auth`,
  ...more,
})
const derived = { kind: 'derived' } as const
const find = (path = '') => discover(fetch, `${server.origin}${path}`, derived)
const codes = async (response: Answer) => {
  server.responses.set(oidc, response)
  return (await find()).issues.map(({ code }) => code)
}

test('the form of OpenID Connect comes first, and the other is not asked for then', async () => {
  server.responses.set(oidc, metadata())
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
  expect(server.requested).toEqual([oidc])
  expect(server.headers.at(-1)).toMatchObject({ accept: 'application/json' })
})

describe('the form of RFC 8414 is asked for where the first', () => {
  test.each<[string, Answer]>([
    ['is not there', send(404, 'text/html', 'no')],
    ['is not JSON', send(200, 'text/html', '<!doctype html>')],
    ['redirects', send(302, null, '', { location: oauth })],
    ['is that of another issuer', { issuer: 'https://other.example' }],
    ['breaks off', (response) => response.destroy()],
  ])('%s', async (_, response) => {
    server.responses.set(oidc, response)
    server.responses.set(oauth, metadata())
    expect(await find()).toMatchObject({ issues: [], document: { form: 'oauth' } })
    expect(server.requested).toEqual([oidc, oauth])
  })
})

const placesOf = (path: string) => [
  [`${path}${oidc}`, 'oidc'],
  [`${oauth}${path}`, 'oauth'],
  [`${oidc}${path}`, 'oidc'],
  [`${path}${oauth}`, 'oauth'],
]

describe.each(['/tenant', '/a/b', '/9'])(
  'the well-known URLs of an issuer with the path %s',
  (path) => {
    test.each([0, 1, 2, 3])('the one of place %i, and none after it', async (place) => {
      const [url = '', form] = placesOf(path)[place] ?? []
      const issuer = `${server.origin}${path}`
      server.responses.set(url, metadata(issuer))
      const found = await find(path)
      expect(found).toMatchObject({ issues: [], document: { form, issuer } })
      const requested = placesOf(path)
        .slice(0, place + 1)
        .map(([each]) => each)
      expect(server.requested).toEqual(requested)
      expect(found.tries.map((one) => one.url)).toEqual(
        requested.map((each) => server.origin + each),
      )
      expect(found.tries.map(({ issues }) => issues.length)).toEqual([
        ...requested.slice(1).map(() => 1),
        0,
      ])
    })
  },
)

test('at an issuer without a path there are two places', async () => {
  server.responses.set(oauth, metadata(`${server.origin}/`))
  expect(await find('/')).toMatchObject({ issues: [], document: { form: 'oauth' } })
  expect(server.requested).toEqual([oidc, oauth])
})

test('the tried URLs are reported with their results', async () => {
  const json = JSON.stringify({ error_class: 'NotFound', error_message: 'No such provider' })
  server.responses.set(oidc, send(404, 'application/json', json))
  server.responses.set(oauth, send(200, 'text/html', '<!doctype html>'))
  expect((await find()).tries).toEqual([
    {
      url: `${server.origin}${oidc}`,
      status: 404,
      issues: [{ code: 'metadata_status', seen: '404 NotFound: No such provider' }],
    },
    {
      url: `${server.origin}${oauth}`,
      status: 200,
      issues: [{ code: 'metadata_html', seen: '<!doctype html>' }],
    },
  ])
})

test('a server that does not respond in time is called once', async () => {
  const requested: string[] = []
  const late: typeof fetch = async (input) => {
    requested.push(String(input))
    throw new DOMException('timed out', 'TimeoutError')
  }
  const { issues, tries } = await discover(late, 'https://as.example/tenant', derived)
  expect(requested).toHaveLength(1)
  expect(issues).toMatchObject([{ code: 'fetch_timeout' }])
  expect(tries).toHaveLength(1)
})

test('a redirect that a browser hides is named as one', async () => {
  const hidden: typeof fetch = async () =>
    ({ type: 'opaqueredirect', status: 0, headers: new Headers() }) as Response
  const { issues } = await discover(hidden, 'https://as.example', derived)
  expect(issues).toEqual([{ code: 'metadata_redirect' }])
})

describe('a separate URL', () => {
  const at = (url: string, issuer = server.origin) => discover(fetch, issuer, { kind: 'url', url })

  test.each(['/other', '/.well-known/openid-configuration/provider', '/metadata.json?x=1'])(
    '%s is asked for exactly',
    async (path) => {
      server.responses.set(path, metadata())
      expect(await at(`${server.origin}${path}`)).toMatchObject({
        issues: [],
        tries: [{ url: `${server.origin}${path}`, status: 200 }],
        document: { form: 'explicit', url: `${server.origin}${path}`, issuer: server.origin },
      })
      expect(server.requested).toEqual([path])
    },
  )

  test('nothing else is tried where it is not there', async () => {
    server.responses.set(oidc, metadata())
    expect((await at(`${server.origin}/other`)).issues).toMatchObject([{ code: 'metadata_status' }])
    expect(server.requested).toEqual(['/other'])
  })

  test('the issuer is compared all the same', async () => {
    server.responses.set('/other', metadata())
    expect((await at(`${server.origin}/other`, `${server.origin}/`)).issues).toEqual([
      { code: 'metadata_issuer', seen: server.origin, expected: `${server.origin}/` },
    ])
  })

  test.each([
    ['nothing', '', 'url_not_absolute'],
    ['a path', '/metadata', 'url_not_absolute'],
    ['http', 'http://as.example/metadata', 'url_not_https'],
    ['a file', 'file:///metadata', 'url_not_https'],
  ])('%s is not asked for', async (_, url, code) => {
    expect(await at(url)).toEqual({ document: null, issues: [{ code, seen: url }], tries: [] })
    expect(server.requested).toEqual([])
  })
})

describe('a pasted document', () => {
  const paste = (text: string) => discover(fetch, server.origin, { kind: 'document', text })

  test('is read without a request', async () => {
    const text = JSON.stringify(metadata())
    expect(await paste(`\u{feff}${text}`)).toMatchObject({
      issues: [],
      tries: [],
      document: { url: '', form: 'explicit', status: null, contentType: null, json: metadata() },
    })
    expect(server.requested).toEqual([])
  })

  test('of another issuer is not used', async () => {
    expect((await paste(JSON.stringify(metadata('https://other.example')))).issues).toEqual([
      { code: 'metadata_issuer', seen: 'https://other.example', expected: server.origin },
    ])
  })

  test.each([
    ['', 'metadata_empty'],
    ['<html>', 'metadata_html'],
    ['[]', 'metadata_not_object'],
    ['{"issuer":', 'metadata_not_json'],
  ])('%j is none', async (text, code) => {
    expect((await paste(text)).issues).toMatchObject([{ code }])
  })
})

describe('what cannot be used names why', () => {
  test.each<[string, Answer, string]>([
    ['HTML', send(200, 'text/html', '<!doctype html>'), 'metadata_html'],
    ['a page of no known form', send(200, 'text/html', 'Hello'), 'metadata_html'],
    ['nothing', send(200, 'application/json', ''), 'metadata_empty'],
    ['an array', send(200, 'application/json', '[]'), 'metadata_not_object'],
    ['null', send(200, 'application/json', 'null'), 'metadata_not_object'],
    ['cut off JSON', send(200, 'application/json', '{"issuer":"'), 'metadata_not_json'],
    ['another status', send(503, 'application/json', '{}'), 'metadata_status'],
    ['a redirect', send(302, null, '', { location: '/elsewhere' }), 'metadata_redirect'],
    ['no issuer', { authorization_endpoint: 'https://auth.example/auth' }, 'metadata_issuer'],
    ['a body without an end', endless(() => {}), 'fetch_too_large'],
    ['no answer', (response) => response.destroy(), 'fetch_unreachable'],
  ])('%s', async (_, response, code) => {
    expect(await codes(response)).toEqual([code])
    expect(server.requested).toEqual([oidc, oauth])
  })

  test.each<[string, (issuer: string) => string]>([
    ['a slash more', (issuer) => `${issuer}/`],
    ['the case of the scheme', (issuer) => issuer.replace('http', 'HTTP')],
    ['another name of the host', (issuer) => issuer.replace('127.0.0.1', 'localhost')],
    ['white space', (issuer) => `${issuer} `],
  ])('an issuer that differs by %s', async (_, change) => {
    const published = change(server.origin)
    server.responses.set(oidc, metadata(published))
    const found = await find()
    expect(found.issues).toEqual([
      { code: 'metadata_issuer', seen: published, expected: server.origin },
    ])
    expect(found.document?.json).toMatchObject({ issuer: published })
  })

  test('a slash less is another issuer as well', async () => {
    server.responses.set(
      '/tenant/.well-known/openid-configuration',
      metadata(`${server.origin}/tenant`),
    )
    expect((await find('/tenant/')).issues).toMatchObject([{ code: 'metadata_issuer' }])
    expect(server.requested).toHaveLength(4)
  })

  test('of two answers the one that says most: a document, also where the other is an error in JSON', async () => {
    server.responses.set(oauth, metadata(`${server.origin}/`))
    expect((await find()).issues).toMatchObject([{ code: 'metadata_issuer' }])
  })

  test('where neither is there, the first one', async () => {
    expect((await find()).issues).toEqual([{ code: 'metadata_status', seen: '404 none' }])
  })
})

describe('what is merely unusual is reported and used', () => {
  test.each([null, 'text/plain', 'text/html'])('content type %s', async (type) => {
    server.responses.set(oidc, send(200, type, JSON.stringify(metadata())))
    expect(await find()).toMatchObject({ issues: [], document: { contentType: type } })
  })

  test('members that stand twice', async () => {
    const text = JSON.stringify(metadata(undefined, { mtls: { a: 1 } }))
    const doubled = text
      .replace('{"issuer"', '{"issuer":"x","issuer"')
      .replace('"a":1', '"a":1,"a":2')
    server.responses.set(oidc, send(200, 'application/json', doubled))
    expect(await find()).toMatchObject({
      issues: [],
      document: { duplicates: ['issuer', 'mtls.a'], json: { issuer: server.origin } },
    })
  })

  test('a byte order mark', async () => {
    const body = `\u{feff}${JSON.stringify(metadata())}`
    server.responses.set(oidc, send(200, 'application/json', body))
    expect(await find()).toMatchObject({ issues: [], document: { json: metadata() } })
  })

  test('octets that are not UTF-8', async () => {
    const [head, tail] = JSON.stringify(metadata(undefined, { name: '|' })).split('|')
    const body = Buffer.concat([
      Buffer.from(head ?? ''),
      Buffer.from([0xff]),
      Buffer.from(tail ?? ''),
    ])
    server.responses.set(oidc, send(200, 'application/json', body))
    expect(await find()).toMatchObject({ issues: [], document: { json: { name: '\uFFFD' } } })
  })
})
