import { beforeEach, expect, test } from 'vitest'
import { app, browser, metadata, reset } from './harness'

const url = metadata.jwks_uri
const text = JSON.stringify(metadata)
const keys = {
  keys: [
    {
      kty: 'EC',
      crv: 'P-256',
      kid: 'a',
      use: 'sig',
      d: 'AAAA',
      x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
      y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
    },
  ],
}

beforeEach(() => reset())

test('the keys of a pasted document are fetched from its jwks_uri, judged, and not stored', async () => {
  browser.granted.add('https://keys.example/*')
  browser.state.answers.set(url, () => Response.json(keys))
  const before = JSON.stringify([...browser.session.values])
  const view = await app.handlers.pastedKeysRead({ metadata: text })
  expect(view).toMatchObject({ url, fetchedAt: browser.state.now, issues: [] })
  expect(view.keys[0]?.facts.kid).toBe('a')
  expect(view.keys[0]?.jwk).not.toHaveProperty('d')
  const found = view.results.find(({ id }) => id === 'jwks-private-members')
  expect(found?.outcome).toBe('failed')
  expect(JSON.stringify([...browser.session.values])).toBe(before)
})

test('without access the host is named', async () => {
  const { issues, keys: found } = await app.handlers.pastedKeysRead({ metadata: text })
  expect(issues[0]?.code).toBe('fetch_access')
  expect(found).toEqual([])
})

test.each([
  ['{}', 'jwks_uri_missing'],
  ['{"issuer":"https://a.example","jwks_uri":"http://a.example/jwks"}', 'url_not_https'],
  ['no JSON', 'jwks_uri_missing'],
])('%s is not fetched: %s', async (pasted, code) => {
  const view = await app.handlers.pastedKeysRead({ metadata: pasted })
  expect(view.issues[0]?.code).toBe(code)
})

test('a pasted JWKS is judged, and nothing is sent', async () => {
  const view = await app.handlers.pastedKeysJudge({ metadata: text, keys: JSON.stringify(keys) })
  expect(view.keys).toHaveLength(1)
  expect(view.fetchedAt).toBeNull()
  expect(view.results.length).toBeGreaterThan(3)
  const broken = await app.handlers.pastedKeysJudge({ metadata: text, keys: 'x' })
  expect(broken.issues.length).toBeGreaterThan(0)
})
