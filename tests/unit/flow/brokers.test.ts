import { describe, expect, test } from 'vitest'
import type { Observation } from '@/lib/capture/observation'
import { partsOf } from '@/lib/flow/match/seen-response'
import { responsesOf } from '@/lib/flow/read/find-response'
import type { KnownClient } from '@/lib/flow/model/world'
import { splitUrl } from '@/lib/model/url'
import { client, issuer, navigation, nothing, redirectUri, run } from './browser'

const world = { ...nothing, clients: [client], watchThirdParty: true }
const requested = `${issuer}/auth?client_id=tpp&response_type=code&state=s1`
const answer = `${redirectUri}?code=OWN&state=s1`

/** As the background does: a redirect that reports two things is two observations. */
const watch = (observations: readonly Observation[], clients: readonly KnownClient[] = [client]) =>
  run({ ...world, clients }, observations.flatMap(partsOf))

/** URLs of a server that brokers to another identity provider, at which it gets what that one sends. */
const callbacks = [
  `${issuer}/login/callback?code=UP&state=UP`,
  `${issuer}/oauth2/idpresponse?code=UP`,
  `${issuer}/login/callback?error=access_denied&state=UP`,
  `${issuer}/login/callback?id_token=a.b.c&state=UP`,
  `${issuer}/login/callback?response=a.b.c`,
  `${issuer}/login/callback?code=UP&state=s1`,
  `${issuer}/login/callback?code=UP&state=UP&client_id=up&response_type=code`,
  'https://login.other.example/back?code=UP&state=UP',
]

describe.each(callbacks)('a broker whose own URL is %s', (callback) => {
  test.each([
    ['a live app', answer],
    ['a custom scheme', 'com.example.parley:/cb?code=OWN&state=s1'],
    ['a fragment', `${redirectUri}#code=OWN&state=s1`],
    ['an error', `${redirectUri}?error=access_denied&state=s1`],
    ['a response that echoes the client', `${redirectUri}?code=OWN&state=s1&client_id=tpp`],
  ])('does not hide the response for %s', (_, url) => {
    const isOther = !url.startsWith(redirectUri)
    const own = isOther ? { ...client, redirectUris: ['com.example.parley:/cb'] } : client
    const flows = watch(navigation('1', 1, [requested, callback, url]), [own])
    expect(flows).toHaveLength(1)
    expect(flows.flatMap(responsesOf)).toMatchObject([
      { url, status: 303, via: 'redirect', from: new URL(callback).origin },
    ])
  })

  test('is a step of the login', () => {
    const flows = watch(navigation('1', 1, [requested, callback, answer]))
    expect(flows[0]?.messages.map((message) => ('url' in message ? message.url : ''))).toEqual([
      requested,
      callback.split('?')[0],
      answer,
    ])
  })
})

test('both are flows where the broker is a client itself, with a redirect_uri that is known', () => {
  const upstream: KnownClient = {
    ...client,
    profileId: 'up',
    issuer: 'https://up.example',
    clientId: 'broker',
    redirectUris: [`${issuer}/login/callback`],
    authorizationEndpoint: 'https://up.example/auth',
  }
  const flows = watch(
    navigation('1', 1, [
      requested,
      'https://up.example/auth?client_id=broker&response_type=code&state=UP',
      `${issuer}/login/callback?code=UP&state=UP`,
      answer,
    ]),
    [client, upstream],
  )
  const codes = flows.map((flow) => [
    flow.clientId,
    responsesOf(flow).map(({ params }) => params[0]?.[1]),
  ])
  expect(Object.fromEntries(codes)).toEqual({ broker: ['UP'], tpp: ['OWN'] })
})

describe('a page of the server that passes the same response on', () => {
  test.each([
    ['com.example.parley:/cb?code=OWN&state=s1', 'by redirect to a custom scheme'],
    ['https://app.example/cb?code=OWN&state=s1', 'by redirect to the app'],
    ['https://app.example/cb#code=OWN&state=s1', 'in a fragment'],
    ['https://app.example/cb?error=access_denied&state=s1', 'as an error'],
  ])('%s, %s', (url) => {
    const own = { ...client, redirectUris: [splitUrl(url).base] }
    const params = url.slice(splitUrl(url).base.length + 1)
    const flows = watch(navigation('1', 1, [requested, `${issuer}/consent/done?${params}`, url]), [
      own,
    ])
    expect(flows).toHaveLength(1)
    expect(flows.flatMap(responsesOf)).toMatchObject([
      { url, status: 303, via: 'redirect', from: issuer },
    ])
    expect(flows[0]?.messages.find(({ kind }) => kind === 'hop')).toMatchObject({ status: 303 })
  })
})

test('an app that redirects on with its code has one response', () => {
  const flows = watch(navigation('1', 1, [requested, answer, `${redirectUri}/done?code=OWN`]))
  expect(flows.flatMap(responsesOf)).toMatchObject([
    { target: redirectUri, callback: { status: 303 } },
  ])
})

test('the part that is about the Location is not split again', () => {
  const parts = navigation('1', 1, [requested, callbacks[0] as string, answer]).flatMap(partsOf)
  expect(parts.flatMap(partsOf)).toEqual(parts)
})

test('a repeated report changes nothing', () => {
  const told = navigation('1', 1, [requested, callbacks[0] as string, answer])
  expect(watch([...told, ...told]).flatMap(responsesOf)).toHaveLength(1)
})
