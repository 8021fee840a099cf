import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Observation } from '@/lib/capture/observation'
import { concernedBy } from '@/lib/flow/match/concerns'
import type { Flow } from '@/lib/flow/model/flow'
import type { World } from '@/lib/flow/model/world'
import { factsOf } from '@/lib/flow/reduce/flow-facts'
import { startFlow } from '@/lib/flow/reduce/start'
import { reduce } from '@/lib/flow/reduce/reduce'
import { codeKey } from '@/lib/flow/match/value-hash'
import { client, issuer, navigation, page, redirectUri, stored } from './browser'

const other = 'https://other.example/cb?own=1&code=static'
const request = stored('a', { flowId: 'id1' })

const world: Omit<World, 'flows'> = {
  clients: [client, { ...client, profileId: 'q', clientId: 'b', redirectUris: [other] }],
  requests: [request],
  openers: { 3: 1, 4: 3 },
  watchThirdParty: true,
}

const oneOf = <T>(...values: readonly T[]) => fc.constantFrom(...values)
const query = fc.oneof(
  { weight: 4, arbitrary: fc.record({ state: oneOf('s1', 's2', ''), code: oneOf('c1', 'c2') }) },
  { weight: 1, arbitrary: fc.record({ response: oneOf('a.b.c.d.e', 'b.b.c.d.e') }) },
)
const withQuery = (url: string, params: Readonly<Record<string, string>>) =>
  `${url}${url.includes('?') ? '&' : '?'}${new URLSearchParams(params)}`

const requestUrl = fc
  .record({
    client_id: oneOf('tpp', 'b', 'x'),
    state: oneOf({ state: 's1' }, { state: 's2' }, {}),
    uri: fc.boolean(),
  })
  .map(({ client_id, state, uri }) =>
    withQuery(`${issuer}/auth`, {
      client_id,
      ...(uri
        ? { request_uri: request.requestUri }
        : {
            ...state,
            response_type: 'code',
            redirect_uri: client_id === 'b' ? other : redirectUri,
          }),
    }),
  )
const responseUrl = fc
  .tuple(oneOf(redirectUri, other, 'https://third.example/cb', `${issuer}/login`), query)
  .map(([url, params]) => withQuery(url, params))
const errorUrl = oneOf('s1', 's2').map((state) =>
  withQuery(redirectUri, { error: 'access_denied', state }),
)
const plainUrl = oneOf(`${issuer}/login`, 'https://app.example/next', redirectUri)
const url = fc.oneof(requestUrl, responseUrl, errorUrl, plainUrl)

const visit = fc
  .tuple(
    oneOf('n1', 'n2', 'n3', 'n4'),
    oneOf(1, 2, 3, 4),
    fc.array(url, { minLength: 1, maxLength: 3 }),
  )
  .chain(([id, tab, urls]) => fc.shuffledSubarray([...navigation(id, tab, urls)], { minLength: 1 }))
const post = fc
  .record({
    id: oneOf('n1', 'n5'),
    tabId: oneOf(1, 2),
    to: oneOf(redirectUri, other),
    params: query,
  })
  .map(({ id, tabId, to, params }): Observation[] => [
    {
      ...page,
      kind: 'request',
      webRequestId: id,
      tabId,
      at: 1,
      method: 'POST',
      url: to,
      form: Object.entries(params),
    },
  ])

const openedFlow = fc
  .record({ tabId: oneOf(null, 1, 2), sent: requestUrl })
  .map(({ tabId, sent }): Flow =>
    startFlow({
      id: `opened ${tabId} ${sent}`,
      parId: 'par',
      client,
      stored: null,
      matchedBy: 'opened',
      tabId,
      incognito: false,
      cookieStoreId: null,
      initiator: null,
      request: {
        kind: 'authorization-request',
        id: 'request',
        at: 0,
        source: 'parley',
        results: [],
        method: 'GET',
        url: sent,
        params: [...new URL(sent).searchParams],
        frame: 'top',
      },
    }),
  )
const openedFlows = fc.uniqueArray(openedFlow, { maxLength: 3, selector: ({ id }) => id })

test('the flows that an event may concern are enough to process it', () => {
  fc.assert(
    fc.property(
      openedFlows,
      fc.array(fc.oneof(visit, post), { maxLength: 8 }),
      (opened, visits) => {
        let flows: readonly Flow[] = opened
        let serial = 0
        for (const [at, seen] of visits.flat().entries()) {
          const observation = { ...seen, at }
          const after = (known: readonly Flow[]) => {
            let next = serial
            const change = reduce({ ...world, flows: known }, observation, () => `id${++next}`)
            return { change, next }
          }
          const concerned = concernedBy(observation, world)
          const all = after(flows)
          const facts = (flow: Flow) => factsOf(flow, { rev: 1, octets: 1, more: [] })
          expect(after(flows.filter((flow) => concerned(facts(flow))))).toEqual(all)
          serial = all.next
          const { change } = all
          if (!change) continue
          const gone = new Set([change.flow.id, change.absorbed])
          flows = [change.flow, ...flows.filter(({ id }) => !gone.has(id))]
        }
      },
    ),
    { numRuns: 300 },
  )
})

test('few of many flows concern an event', () => {
  const urlOf = (number: number) =>
    withQuery(`${issuer}/auth`, {
      client_id: 'tpp',
      state: `state${number}`,
      response_type: 'code',
      redirect_uri: redirectUri,
    })
  const flows = Array.from({ length: 500 }, (_, number) => {
    const tabId = 100 + number
    const [sent] = navigation(`n${number}`, tabId, [urlOf(number)])
    return sent && reduce({ ...world, flows: [] }, sent, () => `flow${number}`)?.flow
  }).flatMap((flow) => flow ?? [])
  const opened = flows.map((flow) => ({
    ...flow,
    chains: [],
    messages: flow.messages.map((message) => ({ ...message, source: 'parley' as const })),
  }))
  expect(flows).toHaveLength(500)
  const count = (known: readonly Flow[], observation: Observation | undefined) => {
    const concerned = observation && concernedBy(observation, world)
    return known.filter((flow) => concerned?.(factsOf(flow, { rev: 1, octets: 1, more: [] })))
      .length
  }
  const seen = (...urls: readonly string[]) => navigation('new', 7, urls)[0]
  const response = withQuery(redirectUri, { code: 'c', state: 'state7' })
  expect(count(flows, seen(response))).toBe(1)
  expect(count(flows, seen(withQuery(redirectUri, { code: 'c', state: 'unknown' })))).toBe(0)
  expect(count(opened, seen(response))).toBe(1)
  expect(count(opened, seen(`${issuer}/login`))).toBe(0)
  expect(count(opened, seen(urlOf(9)))).toBe(1)
})

test('a code is known again by its key, however long it is', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 400 }), fc.string({ maxLength: 400 }), (one, two) => {
      const long = (code: string) => `${'x'.repeat(200)}${code}`
      expect(codeKey(long(one)) === codeKey(long(two))).toBe(one === two)
      expect(codeKey(long(one)).length).toBeLessThan(300)
    }),
  )
})
