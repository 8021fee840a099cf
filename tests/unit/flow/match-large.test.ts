import fc from 'fast-check'
import { expect, test } from 'vitest'
import { workOf } from '../work'
import type { Observation } from '@/lib/capture/observation'
import { responseReader, seenResponse } from '@/lib/flow/match/seen-response'
import { reduce } from '@/lib/flow/reduce/reduce'
import { emptyFlow } from '@/lib/flow/reduce/start'
import { client, issuer, page, redirectUri } from './browser'

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

const waiting = (index: number) => ({
  ...emptyFlow(
    {
      id: `f${index}`,
      createdAt: index,
      tabId: index,
      incognito: false,
      cookieStoreId: null,
      matchedBy: 'opened',
    },
    client,
  ),
  expected: { state: `s${index}`, nonce: null },
})

const request = (url: string) =>
  ({
    kind: 'request',
    ...page,
    webRequestId: 'x',
    tabId: 9999,
    at: 1,
    method: 'GET',
    url,
    form: null,
  }) as const

// Each took 5 to 20 seconds with 500 flows when every flow read it for itself.
test.each([
  ['parameters', Array.from({ length: 50_000 }, (_, index) => `a${index}=${index}`).join('&')],
  ['a JARM', `response=${encode({})}.${encode({ iss: issuer, more: 'x'.repeat(350_000) })}.x`],
  ['brackets', `response=${encode({})}.${Buffer.from('['.repeat(350_000)).toString('base64url')}.`],
])('half a megabyte of %s is read once, however many flows wait', async (_, text) => {
  const workWith = (count: number) => {
    const flows = Array.from({ length: count }, (__, index) => waiting(index))
    const world = { clients: [client], requests: [], flows, openers: {}, watchThirdParty: true }
    return workOf(() => {
      const change = reduce(world, request(`${redirectUri}?code=c&${text}`), () => 'new')
      expect(change?.newResponse).toBe(true)
    })
  }
  await workWith(1)
  expect(await workWith(20)).toBeLessThan(1.1 * (await workWith(2)))
})

test('each flow reads the same as it would for itself', () => {
  const base = fc.constantFrom('https://a.example/cb', 'https://b.example/cb')
  const query = fc.constantFrom('', '?', '?t=1', '?code=own', '?t=1&u=2')
  const uri = fc.tuple(base, query).map((parts) => parts.join(''))
  const url = fc
    .tuple(base, fc.constantFrom('', '?code=c', '?t=1&code=c', '?code=own&state=s', '#code=c&t=1'))
    .map((parts) => parts.join(''))
  const observation = fc.oneof(
    url.map((called): Observation => request(called)),
    fc.tuple(url, url).map(([called, location]): Observation => ({
      ...request(called),
      kind: 'redirect',
      status: 303,
      location,
    })),
  )
  fc.assert(
    fc.property(observation, fc.array(fc.array(uri, { maxLength: 3 })), (seen, registered) => {
      const read = responseReader(seen)
      for (const uris of registered) expect(read(uris)).toEqual(seenResponse(seen, uris))
    }),
  )
})
