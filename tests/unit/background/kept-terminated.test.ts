import { beforeEach, describe, expect, test } from 'vitest'
import { browser } from './answering'
import { keep, now, reopen, resetKept, restart, row, withTokens } from './kept-world'

beforeEach(resetKept)

type Act = (id: string) => Promise<unknown>

const acts: Readonly<Record<string, Act>> = {
  keep: (id) => keep(id),
  'keep with secrets': (id) => keep(id, 'complete'),
  note: (id) => now.handlers.flowNote({ id, text: 'New' }),
  rename: (id) => now.handlers.flowRename({ id, name: 'New' }),
  pin: (id) => now.handlers.flowPin({ id, on: true }),
  remove: (id) => now.handlers.flowsRemove({ ids: [id] }),
  'end keeping': (id) => keep(id, null),
}

/** From the write with this number on, none ends any more: the worker is dead. Resolves when it was reached. */
function dieAt(number: number, isWritten: boolean): { dead: Promise<void>; revive: () => void } {
  const { session, records, kept } = browser.ports
  const real = { set: session.set, put: records.put, remove: records.remove, change: kept.change }
  const { promise: dead, resolve } = Promise.withResolvers<void>()
  let count = 0
  const dying =
    <A extends readonly unknown[]>(write: (...args: A) => Promise<void>) =>
    async (...args: A): Promise<void> => {
      count += 1
      if (count < number) return write(...args)
      if (count === number && isWritten) await write(...args)
      resolve()
      return new Promise(() => {})
    }
  session.set = dying(real.set)
  records.put = dying(real.put)
  records.remove = dying(real.remove)
  kept.change = dying(real.change)
  const revive = () => {
    session.set = real.set
    records.put = real.put
    records.remove = real.remove
    kept.change = real.change
  }
  return { dead, revive }
}

/** What the tester sees of a flow. */
const seen = (id: string) => {
  const found = row(id)
  if (!found || found.removedAt !== undefined) return null
  const { kept, note, pinned, name } = found
  return { kept, note, pinned, name: name?.text }
}

describe.each(Object.keys(acts))('a worker that is terminated during: %s', (name) => {
  const act = acts[name] as Act
  const isKeptBefore = !name.startsWith('keep')

  const prepared = async (): Promise<string> => {
    const { id } = await withTokens()
    if (isKeptBefore) await keep(id)
    return id
  }

  test('leaves the old state or the new one, in the list and on the disk', async () => {
    const done = await prepared()
    const old = seen(done)
    await act(done)
    const fresh = seen(done)
    let number = 1
    for (let ended = false; !ended && number < 20; number += 1) {
      for (const isWritten of [false, true]) {
        const id = await prepared()
        const { dead, revive } = dieAt(number, isWritten)
        const isOver = act(id).then(() => true)
        ended = await Promise.race([isOver, dead.then(() => false)])
        revive()
        await restart()
        const after = seen(id)
        const states = [old, fresh].map((state) =>
          JSON.stringify(state).replace(/"name":"[^"]*"/, ''),
        )
        expect(states).toContain(JSON.stringify(after).replace(/"name":"[^"]*"/, ''))
        const isOnDisk = (await browser.ports.kept.keys()).includes(id)
        expect(isOnDisk).toBe(after?.kept !== undefined)
        await reopen()
        expect(seen(id)).toEqual(isOnDisk ? after : null)
        await resetKept()
      }
    }
    expect(number).toBeGreaterThan(3)
    expect(number).toBeLessThan(20)
  }, 60_000)
})
