import { beforeEach, describe, expect, test } from 'vitest'
import { maxRequestLength, shortenedLength } from '@/lib/model/bounds'
import { maxStarts, thirdPartyBudget } from '@/lib/flow/reduce/flow-budget'
import { app, browser, flowOf, reset } from './answering'
import {
  dropped,
  forgedRequest,
  forgedResponse,
  frame,
  genuine,
  hugeRequest,
  isIntact,
  responseOf,
  rows,
  storedFlows,
  testers,
  type Testers,
} from './flood'

let own: Testers
let before: readonly unknown[]
beforeEach(async () => {
  await reset()
  own = await testers()
  before = isIntact(own)
})

/** All at once, as a page sends them. */
const send = (observations: Parameters<typeof app.observe>[0][]) =>
  Promise.all(observations.map((one) => app.observe(one)))
const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index))

async function expectIntact(): Promise<void> {
  expect(isIntact(own)).toEqual(before)
  for (const event of genuine(own.waiting)) await app.observe(event)
  expect(responseOf(own.waiting.id)).toMatchObject([
    {
      matchedBy: 'state',
      params: [
        ['code', 'genuine'],
        ['state', own.waiting.expected.state],
      ],
    },
  ])
  expect(browser.session.values.get('latest')).toBe(own.waiting.id)
  const app2 = flowOf(own.ofApp)
  for (const event of genuine(app2, 'app')) await app.observe(event)
  expect(responseOf(own.ofApp)).toMatchObject([
    {
      params: [
        ['code', 'app'],
        ['state', 'app-state'],
      ],
    },
  ])
}

describe('a hostile page drops and delays nothing of the tester', () => {
  test.each([4, 6])('with %i hidden frames of 1.9 MB each', async (count) => {
    await send(times(count, (index) => frame(hugeRequest(index, 1_900_000))))
    const forged = storedFlows().filter(({ clientId }) => clientId?.startsWith('x'))
    expect(forged).toHaveLength(count)
    for (const flow of forged) {
      expect(JSON.stringify(flow).length).toBeLessThan(2 * maxRequestLength)
      expect(flow.messages[0]).toMatchObject({
        shortened: true,
        url: hugeRequest(Number(flow.clientId?.slice(1)), 1_900_000).slice(0, shortenedLength),
        params: [
          ['client_id', flow.clientId],
          ['response_type', 'code'],
        ],
      })
      expect(flow.expected.state).toBe(null)
      expect(flow.messages[0]?.results.map(({ outcome }) => outcome)).not.toContain('failed')
      expect(flow.messages[0]?.results.map(({ outcome }) => outcome)).not.toContain('passed')
    }
    await expectIntact()
  })

  test('with 510 small frames, of which the surplus is counted', async () => {
    await send(
      times(510, (index) =>
        frame(`https://evil.example/auth?client_id=x${index}&response_type=code`),
      ),
    )
    expect(rows().filter(({ clientId }) => clientId?.startsWith('x'))).toHaveLength(maxStarts)
    expect(dropped()).toEqual({ own: 0, thirdParty: 510 - maxStarts })
    await expectIntact()
  })

  test('with 120 forged responses, before the real one', async () => {
    await send(times(120, (index) => frame(forgedResponse(index))))
    expect(storedFlows().filter(({ matchedBy }) => matchedBy === 'unsolicited')).toHaveLength(
      maxStarts,
    )
    await expectIntact()
  })

  test(
    'with 500 forged requests of the same client and 500 responses, mixed, over hours',
    { timeout: 30_000 },
    async () => {
      for (const hour of times(10, (index) => index)) {
        browser.state.now += 3_600_000
        await send(
          times(100, (index) =>
            index % 2 === 0
              ? frame(forgedRequest(hour * 100 + index))
              : frame(forgedResponse(hour * 100 + index)),
          ),
        )
      }
      expect(storedFlows().length).toBeLessThan(thirdPartyBudget.flows)
      await expectIntact()
    },
  )

  test('with frames of many origins and tabs', { timeout: 30_000 }, async () => {
    await send(
      times(450, (index) =>
        frame(forgedRequest(index), {
          tabId: 60 + (index % 10),
          initiator: `https://a${index}.evil.example`,
        }),
      ),
    )
    expect(storedFlows().length).toBeLessThanOrEqual(thirdPartyBudget.flows + 4)
    expect(dropped().thirdParty).toBe(450 - (storedFlows().length - 4))
    await expectIntact()
  })
})

describe('what a flood costs is bounded', () => {
  test('each observation is written once, however many wait', async () => {
    const octets = () => browser.session.work.octets + browser.records.work.octets
    const start = octets()
    await send(times(60, (index) => frame(forgedResponse(index))))
    const few = octets() - start
    await send(times(600, (index) => frame(forgedResponse(1000 + index))))
    const many = octets() - start - few
    expect(many).toBeLessThan(few)
  })

  test(
    'a replay is kept some times, and the flow no longer grows',
    { timeout: 30_000 },
    async () => {
      for (const event of genuine(own.waiting)) await app.observe(event)
      const url = responseOf(own.waiting.id)[0]?.url ?? ''
      await send(times(120, (index) => frame(url, { tabId: 66, at: browser.state.now + index })))
      expect(responseOf(own.waiting.id)).toHaveLength(1)
      expect(responseOf(own.waiting.id)[0]?.replays).toHaveLength(50)
      const size = JSON.stringify(flowOf(own.waiting.id)).length
      await send(times(120, (index) => frame(url, { tabId: 66, at: browser.state.now + index })))
      expect(JSON.stringify(flowOf(own.waiting.id)).length).toBeLessThan(size + 1000)
    },
  )

  test(
    'responses with the right state are bounded in one flow, and the last one is there',
    { timeout: 30_000 },
    async () => {
      const state = own.waiting.expected.state ?? ''
      await send(
        times(40, (index) => frame(`${forgedResponse(index).split('&')[0] ?? ''}&state=${state}`)),
      )
      expect(responseOf(own.waiting.id)).toHaveLength(24)
      for (const event of genuine(own.waiting)) await app.observe(event)
      expect(responseOf(own.waiting.id).at(-1)).toMatchObject({
        params: [
          ['code', 'genuine'],
          ['state', state],
        ],
      })
      expect(responseOf(own.waiting.id)).toHaveLength(24)
    },
  )
})

describe('a response is found however large it is', () => {
  test.each(['before', 'after'])('with a megabyte of other text %s', async (where) => {
    const { waiting } = own
    const junk = `junk=${'x'.repeat(1_900_000)}`
    const query = `code=c&state=${waiting.expected.state}`
    const url = `https://app.example/cb?${where === 'before' ? `${junk}&${query}` : `${query}&${junk}`}`
    await app.observe({
      ...frame(url, { tabId: waiting.tabId ?? 0, initiator: null }),
      frame: 'top',
    })
    expect(responseOf(waiting.id)).toMatchObject([
      {
        shortened: true,
        params: [
          ['code', 'c'],
          ['state', waiting.expected.state],
        ],
      },
    ])
    expect(JSON.stringify(flowOf(waiting.id)).length).toBeLessThan(200_000)
  })

  test('a form of 300 kB is kept whole', async () => {
    const { waiting } = own
    const form = [
      ['code', 'c'],
      ['state', waiting.expected.state ?? ''],
      ['junk', 'x'.repeat(300_000)],
    ] as const
    await app.observe(frame('https://app.example/cb', { tabId: waiting.tabId ?? 0, form }))
    const [response] = responseOf(waiting.id)
    expect(response).toMatchObject({ params: form })
    expect(response).not.toHaveProperty('shortened')
  })
})
