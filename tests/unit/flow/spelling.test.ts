import { describe, expect, test } from 'vitest'
import type { Observation } from '@/lib/capture/observation'
import { responsesOf } from '@/lib/flow/read/find-response'
import { client, issuer, navigation, nothing, page, run } from './browser'

const written = 'HTTP://LOCALHOST:3000'
const world = {
  ...nothing,
  clients: [{ ...client, redirectUris: [written] }],
  watchThirdParty: true,
}
const requested = `${issuer}/auth?client_id=tpp&response_type=code&state=s&redirect_uri=${encodeURIComponent(written)}`
const query = '?code=c&state=s'
const inBrowser = `http://localhost:3000/${query}`

const base = { ...page, webRequestId: '1', tabId: 1, at: 10, method: 'GET' }
const header: Observation = {
  kind: 'redirect',
  ...base,
  url: requested,
  status: 302,
  location: written + query,
  asSent: true,
}
const followed: Observation = {
  kind: 'redirect',
  ...base,
  url: requested,
  status: 302,
  location: inBrowser,
}
const called: Observation = { kind: 'request', ...base, url: inBrowser, form: null }
const begun = navigation('1', 1, [requested])

describe('a response is kept as the Location header has it', () => {
  test.each([
    ['in order', [header, followed, called]],
    ['after the browser reported the redirect', [followed, header, called]],
    ['after the redirect_uri was called', [called, followed, header]],
  ])('%s', (_, events) => {
    const [flow, ...others] = run(world, [...begun, ...events])
    expect(others).toEqual([])
    expect(flow && responsesOf(flow)).toMatchObject([
      { url: written + query, target: written, asSent: true, via: 'redirect' },
    ])
  })

  test('which is not known of a navigation', () => {
    const [flow] = run(world, [...begun, { ...called, webRequestId: '2' }])
    const [response] = (flow && responsesOf(flow)) ?? []
    expect(response).toMatchObject({ target: 'http://localhost:3000/', via: 'navigation' })
    expect(response).not.toHaveProperty('asSent')
  })
})

test('the query of a redirect_uri belongs to the target in any spelling', () => {
  const uri = 'http://LOCALHOST?tenant=a b'
  const own = { ...world, clients: [{ ...client, redirectUris: [uri] }] }
  const url = 'http://localhost/?tenant=a%20b&code=c'
  const [flow] = run(own, [
    ...navigation('1', 1, [`${issuer}/auth?client_id=tpp&request_uri=urn:example:a`]),
    { ...called, webRequestId: '2', url },
  ])
  expect(flow && responsesOf(flow)).toMatchObject([
    { target: 'http://localhost/?tenant=a%20b', params: [['code', 'c']] },
  ])
})
