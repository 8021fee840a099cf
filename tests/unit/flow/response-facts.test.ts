import { describe, expect, test } from 'vitest'
import type { Observation } from '@/lib/capture/observation'
import { responsesOf } from '@/lib/flow/read/find-response'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import type { Params } from '@/lib/model/params'
import {
  authorizeUrl,
  client,
  issuer,
  navigation,
  nothing,
  page,
  redirectUri,
  run,
  stored,
} from './browser'

const request = stored('a', { expected: { state: 's1', nonce: null } })
const response = `${redirectUri}?code=c1&state=s1`
const login = navigation('1', 1, [authorizeUrl(request), `${issuer}/login`])

function captured(events: readonly Observation[]): AuthorizationResponse {
  const flows = run({ ...nothing, clients: [client], requests: [request] }, [...login, ...events])
  const [found, ...others] = flows.flatMap(responsesOf)
  if (!found || others.length > 0) throw new Error('Expected exactly one response')
  return found
}

const base = { ...page, webRequestId: '2', tabId: 1, at: 100 } as const
const redirected = (status: number, location = response): Observation => ({
  ...base,
  kind: 'redirect',
  method: 'POST',
  url: `${issuer}/approve`,
  status,
  location,
})
const called = (url: string, method = 'GET', form: Params | null = null): Observation => ({
  ...base,
  kind: 'request',
  at: 101,
  method,
  url,
  form,
})

describe('a redirect', () => {
  test('comes from the server, whatever page the navigation began on', () => {
    const call = { ...called(response), initiator: 'https://portal.example' }
    expect(captured([redirected(303), call])).toMatchObject({
      from: issuer,
      method: 'GET',
      posted: [],
      passedOn: [],
    })
    expect(captured([call, redirected(303)])).toMatchObject({ from: issuer, passedOn: [] })
  })

  test('that sends the login on is known by the names of its fields, never by their values', () => {
    const form = [
      ['username', 'anna'],
      ['password', 'correct horse'],
    ] as const
    const found = captured([redirected(307), called(response, 'POST', form)])
    expect(found).toMatchObject({ method: 'POST', posted: ['username', 'password'] })
    expect(JSON.stringify(found)).not.toMatch(/anna|horse/)
  })

  test('to an app that was not called has no posted fields', () => {
    expect(captured([redirected(307)])).toMatchObject({ method: 'POST', posted: null })
  })
})

test('a form is posted by the page of the server', () => {
  const post = called(redirectUri, 'POST', [['code', 'c1']])
  expect(captured([{ ...post, initiator: issuer }])).toMatchObject({
    from: issuer,
    method: 'POST',
    posted: [],
  })
})

describe('the pages that got the response afterwards', () => {
  const home = 'https://app.example/home'

  test('are named once, without what they got', () => {
    const events = [
      redirected(303),
      called(response),
      called(`${home}?code=c1&state=s1`),
      called(`${home}?code=c1&state=s1&more=1`),
    ]
    expect(captured(events).passedOn).toEqual([home])
  })

  test('are the same if the redirect is reported late', () => {
    const late = captured([called(`${home}?code=c1&state=s1`), redirected(303), called(response)])
    expect(late).toMatchObject({ target: redirectUri, passedOn: [home] })
  })

  test('are known of a form, too', () => {
    const events: readonly Observation[] = [
      called(redirectUri, 'POST', [
        ['code', 'c1'],
        ['state', 's1'],
      ]),
      { ...redirected(302, `${home}?code=c1&state=s1`), url: redirectUri },
      called(`${home}?code=c1&state=s1`),
    ]
    expect(captured(events)).toMatchObject({
      responseMode: 'form',
      target: redirectUri,
      via: 'navigation',
      passedOn: [home],
    })
  })

  test('are none where the browser goes from http to https by itself', () => {
    const plain = response.replace('https:', 'http:')
    expect(captured([redirected(303, plain), called(response)]).passedOn).toEqual([])
  })
})
