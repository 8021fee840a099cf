import { beforeEach, describe, expect, test } from 'vitest'
import { createJournal } from '@/lib/app/journal'
import type { Observation } from '@/lib/capture/observation'
import { issuer, navigation, redirectUri } from '../flow/browser'
import { fakeBrowser } from './fake-ports'

const events = navigation('1', 1, [
  `${issuer}/auth?client_id=tpp&request_uri=urn:a`,
  `${redirectUri}?code=c1&state=s1`,
])
const never = () => new Promise<void>(() => {})

let { session } = fakeBrowser()
beforeEach(() => {
  ;({ session } = fakeBrowser())
})

const kept = async () => (await session.get(['seen']))['seen']

/** A worker that takes what it is given; gives what it took. */
function worker() {
  const taken: Observation[] = []
  const observe = createJournal(session, async (observation) => void taken.push(observation))
  return { taken, observe }
}

describe('what the browser told', () => {
  test('is taken in its order, and not kept any longer', async () => {
    const { taken, observe } = worker()
    await Promise.all(events.map(observe))
    expect(taken).toEqual(events)
    expect(await kept()).toEqual([])
  })

  test('is taken by the next worker, where one died before it was done, and before anything new', async () => {
    const dying = createJournal(session, never)
    for (const event of events.slice(0, 4)) void dying(event)
    await expect.poll(kept).toEqual(events.slice(0, 4))

    const next = worker()
    await Promise.all(events.slice(4).map(next.observe))
    await expect.poll(() => next.taken).toEqual(events)
    await expect.poll(kept).toEqual([])
  })

  test('is forgotten where it could not be taken', async () => {
    const observe = createJournal(session, () => Promise.reject(new Error('no room')))
    const [event] = events
    if (!event) throw new Error('There is no event')
    await expect(observe(event)).rejects.toThrow('no room')
    expect(await kept()).toEqual([])
  })

  test('is not kept where it can matter to nobody', async () => {
    const [page] = navigation('2', 1, ['https://news.example/?page=2'])
    if (!page) throw new Error('There is no event')
    void createJournal(session, never)(page)
    await Promise.resolve()
    expect(await kept()).toBe(undefined)
  })

  test('is taken though storage is full', async () => {
    const full = fakeBrowser({ limit: 10 }).session
    const taken: Observation[] = []
    await Promise.all(
      events.map(createJournal(full, async (observation) => void taken.push(observation))),
    )
    expect(taken).toEqual(events)
  })
})
