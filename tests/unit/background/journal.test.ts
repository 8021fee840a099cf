import { beforeEach, describe, expect, test } from 'vitest'
import { createJournal } from '@/lib/background/journal'
import type { Observation } from '@/lib/capture/observation'
import { issuer, navigation, redirectUri } from '../flow/browser'
import { fakeBrowser } from './fake-ports'

const events = navigation('1', 1, [
  `${issuer}/auth?client_id=tpp&request_uri=urn:a`,
  `${redirectUri}?code=c1&state=s1`,
])
const never = () => new Promise<void>(() => {})

let { ports, session } = fakeBrowser()
beforeEach(() => {
  ;({ ports, session } = fakeBrowser())
})

/** What is kept, in its order. */
const kept = async () =>
  Object.entries(
    (await session.get(null)) as Record<string, { order: [number, number]; observation: unknown }>,
  )
    .filter(([key]) => key.startsWith('seen:'))
    .toSorted(([, a], [, b]) => a.order[0] - b.order[0] || a.order[1] - b.order[1])
    .map(([, { observation }]) => observation)

/** A worker that takes what it is given; gives what it took. */
function worker() {
  const taken: Observation[] = []
  const { observe } = createJournal(ports, async (observation) => void taken.push(observation))
  return { taken, observe }
}

describe('what the browser reported', () => {
  test('is processed in order and then removed', async () => {
    const { taken, observe } = worker()
    await Promise.all(events.map(observe))
    expect(taken).toEqual(events)
    expect(await kept()).toEqual([])
  })

  test('is processed by the next worker before anything new, if a worker was terminated', async () => {
    const { observe: dying } = createJournal(ports, never)
    for (const event of events.slice(0, 4)) void dying(event)
    await expect.poll(kept).toEqual(events.slice(0, 4))

    const next = worker()
    await Promise.all(events.slice(4).map(next.observe))
    await expect.poll(() => next.taken).toEqual(events)
    await expect.poll(kept).toEqual([])
  })

  test('is dropped if it could not be processed', async () => {
    const { observe } = createJournal(ports, () => Promise.reject(new Error('no room')))
    const [event] = events
    if (!event) throw new Error('No event')
    await expect(observe(event)).rejects.toThrow('no room')
    expect(await kept()).toEqual([])
  })

  test('is stored before the worker has read anything, and leftovers are processed first', async () => {
    const [first, ...rest] = events.slice(0, 4)
    if (!first) throw new Error('No event')
    void createJournal(ports, never).observe(first)
    await expect.poll(kept).toEqual([first])
    const left = Promise.withResolvers<Record<string, unknown>>()
    const taken: Observation[] = []
    const starting = createJournal(
      ports,
      async (observation) => void taken.push(observation),
      left.promise,
    )
    for (const event of rest) void starting.observe(event)
    await expect.poll(kept).toEqual([first, ...rest])
    expect(taken).toEqual([])
    left.resolve({ ...(await session.get(null)) })
    await starting.settled()
    expect(taken).toEqual([first, ...rest])
    expect(await kept()).toEqual([])
  })

  test('is not stored if no flow can need it', async () => {
    const [page] = navigation('2', 1, ['https://news.example/?page=2'])
    if (!page) throw new Error('No event')
    void createJournal(ports, never).observe(page)
    await Promise.resolve()
    expect(await kept()).toEqual([])
  })

  test('is processed although storage is full', async () => {
    session.set = () => Promise.reject(new Error('QUOTA_BYTES quota exceeded'))
    ports = { ...ports, session }
    const { taken, observe } = worker()
    await Promise.all(events.map(observe))
    expect(taken).toEqual(events)
  })

  test('is written once, independently of the other waiting events', async () => {
    const { observe } = createJournal(ports, never)
    const many = Array.from({ length: 300 }, (_, index) => ({
      ...(events[0] as Observation),
      tabId: index % 20,
      webRequestId: String(index),
    }))
    for (const event of many) void observe(event)
    await expect.poll(() => session.work.writes).toBe(128)
    expect(session.work.octets).toBeLessThan(128 * 1000)
  })

  test('from one tab uses only the share of that tab', async () => {
    const { observe } = createJournal(ports, never)
    const [first] = events
    if (!first) throw new Error('No event')
    const huge = { ...first, tabId: 66, url: `${first.url}&x=${'x'.repeat(600_000)}` }
    for (let index = 0; index < 200; index += 1) void observe(huge)
    for (let index = 0; index < 200; index += 1) void observe({ ...first, tabId: 66 })
    void observe(first)
    await expect
      .poll(() => [...session.values.values()].map((value) => JSON.stringify(value)))
      .toContain(JSON.stringify({ order: [ports.now(), 33], observation: first }))
    expect(session.total()).toBeLessThan(1_000_000)
  })

  test('is processed in order after two workers were terminated', async () => {
    for (const [started, part] of [events.slice(0, 2), events.slice(2, 4)].entries()) {
      const dying = createJournal({ ...ports, now: () => started }, never).observe
      for (const event of part) void dying(event)
      await expect
        .poll(kept)
        .toEqual(events.slice(0, events.indexOf(part.at(-1) as Observation) + 1))
    }
    const next = worker()
    await expect.poll(() => next.taken).toEqual(events.slice(0, 4))
  })

  test('is stored again when storage has room, regardless of earlier events', async () => {
    const [first] = events
    if (!first) throw new Error('No event')
    let isDying = false
    const observe = createJournal(ports, () => (isDying ? never() : Promise.resolve())).observe
    for (let count = 0; count < 200; count += 1) await observe(first)
    isDying = true
    void observe(first)
    await expect.poll(kept).toEqual([first])
  })

  test('from several tabs stays within the total limit', async () => {
    const { session: area } = fakeBrowser()
    const observe = createJournal({ ...ports, session: area }, never).observe
    const [first] = events
    if (!first) throw new Error('No event')
    const huge = { ...first, url: `${first.url}&x=${'x'.repeat(900_000)}` }
    for (const tabId of [1, 2, 3, 4]) void observe({ ...huge, tabId })
    void observe({ ...first, tabId: 5 })
    const tabs = () =>
      [...area.values.values()].map(
        (value) => (value as { observation: Observation }).observation.tabId,
      )
    await expect.poll(tabs).toEqual([1, 2, 5])
  })

  test('counts towards the share of its tab after a worker was terminated', async () => {
    const [first] = events
    if (!first) throw new Error('No event')
    const huge = { ...first, url: `${first.url}&x=${'x'.repeat(600_000)}` }
    void createJournal(ports, never).observe(huge)
    await expect.poll(kept).toEqual([huge])
    const left = session.get(null)
    const next = createJournal(ports, never, left).observe
    await left
    void next(huge)
    void next({ ...huge, tabId: 2 })
    await expect.poll(kept).toEqual([huge, { ...huge, tabId: 2 }])
  })

  test('from a held page is stored, regardless of its URL', async () => {
    const [event] = navigation('2', 1, [redirectUri])
    const held = { ...(event as Observation), kind: 'held' } as Observation
    void createJournal(ports, never).observe(held)
    await expect.poll(kept).toEqual([held])
  })

  test('is processed although it is not stored', async () => {
    const { taken, observe } = worker()
    const page = navigation('2', 1, ['https://news.example/?page=2'])
    for (const event of page) await observe(event)
    expect(taken).toEqual(page)
  })
})
