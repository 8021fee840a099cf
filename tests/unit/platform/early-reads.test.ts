import { afterEach, beforeEach, expect, test, vi } from 'vitest'

type Listener = (changes: Record<string, { newValue?: unknown }>, area: string) => void

const listeners = new Set<Listener>()
const stored = { session: { a: 1, b: 1 }, local: { p: 1 } }
type Get = (keys: readonly string[]) => Promise<object>
const reading = {
  session: vi.fn<Get>(async () => stored.session),
  local: vi.fn<Get>(async () => stored.local),
}
const change: Listener = (changes, area) => listeners.forEach((tell) => tell(changes, area))

/** The script and the page share only the global scope. */
let early: typeof import('@/lib/platform/early-reads')
beforeEach(async () => {
  vi.resetModules()
  vi.stubGlobal('chrome', {
    storage: {
      session: { get: reading.session },
      local: { get: reading.local },
      onChanged: {
        addListener: (listener: Listener) => listeners.add(listener),
        removeListener: (listener: Listener) => listeners.delete(listener),
      },
    },
  })
  early = await import('@/lib/platform/early-reads')
  early.startEarlyReads({ session: ['a', 'b'], local: ['p'] })
})
afterEach(() => {
  early.stopEarlyNotes()
  vi.unstubAllGlobals()
  listeners.clear()
})

test('reads at once, and gives each read once, for exactly its keys', async () => {
  expect(reading.session).toHaveBeenCalledWith(['a', 'b'])
  expect(early.takeEarlyRead('session', ['a'])).toBeNull()
  await expect(early.takeEarlyRead('session', ['a', 'b'])).resolves.toEqual({ a: 1, b: 1 })
  expect(early.takeEarlyRead('session', ['a', 'b'])).toBeNull()
  await expect(early.takeEarlyRead('local', ['p'])).resolves.toEqual({ p: 1 })
})

test('a change before the page listens is newer than what was read', async () => {
  change({ a: { newValue: 2 }, b: {} }, 'session')
  change({ p: { newValue: 3 } }, 'sync')
  await expect(early.takeEarlyRead('session', ['a', 'b'])).resolves.toEqual({ a: 2, b: undefined })
  await expect(early.takeEarlyRead('local', ['p'])).resolves.toEqual({ p: 1 })
})

test('notes nothing any more once the page listens', () => {
  early.stopEarlyNotes()
  expect(listeners.size).toBe(0)
})
