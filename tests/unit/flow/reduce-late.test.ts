import { describe, expect, test } from 'vitest'
import type { Observation } from '@/lib/capture/observation'
import { responsesOf } from '@/lib/flow/read/find-response'
import {
  authorizeUrl,
  client,
  issuer,
  navigation,
  nothing,
  redirectUri,
  run,
  stored,
} from './browser'

const request = stored('a')
const world = { ...nothing, clients: [client], requests: [request] }
const response = `${redirectUri}?code=c1&state=s1`

describe('a response received before a request of the same navigation', () => {
  const start = `${redirectUri}?code=old&state=old`
  const codesOf = (observations: readonly Observation[]) =>
    run(world, observations).map((flow) => [
      flow.matchedBy,
      responsesOf(flow).map(({ params }) => params[0]?.[1]),
    ])

  test('is not the response to it: the app has sent the browser to the server again', () => {
    for (const url of [start, `${redirectUri}?error=timeout`]) {
      const [, old] = url.split('=', 2)
      expect(
        codesOf(navigation('1', 1, [url, authorizeUrl(request), `${issuer}/login`, response])),
      ).toEqual([
        ['request_uri', ['c1']],
        ['unsolicited', [old?.split('&')[0]]],
      ])
    }
  })

  test('leaves the flow of the request waiting for its own', () => {
    expect(codesOf(navigation('1', 1, [start, authorizeUrl(request)]))).toEqual([
      ['request_uri', []],
      ['unsolicited', ['old']],
    ])
  })
})

describe('a request that was not reported', () => {
  test('is known from its result', () => {
    const [, ...later] = navigation('1', 1, [authorizeUrl(request), `${issuer}/login`])
    const approved = navigation('2', 1, [`${issuer}/approve`, response])
    const flows = run(world, [...later, ...approved])
    expect(flows).toHaveLength(1)
    expect(flows[0]).toMatchObject({ storedRequestId: 'a', matchedBy: 'request_uri' })
    expect(flows.flatMap(responsesOf)).toHaveLength(1)
  })

  test('is reported together with its response, where the server responded at once', () => {
    const [, redirect] = navigation('1', 1, [authorizeUrl(request), response])
    if (!redirect) throw new Error('No redirect')
    const flows = run(world, [redirect])
    expect(flows).toHaveLength(1)
    expect(flows[0]?.messages.map(({ kind }) => kind)).toEqual([
      'authorization-request',
      'authorization-response',
    ])
  })

  test('is not a second one if reported late', () => {
    const [first, ...later] = navigation('1', 1, [authorizeUrl(request), response])
    if (!first) throw new Error('No request')
    const flows = run(world, [...later, first])
    expect(flows).toHaveLength(1)
    expect(flows.flatMap(({ messages }) => messages.map(({ kind }) => kind))).toEqual([
      'authorization-request',
      'authorization-response',
    ])
  })
})
