import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { SessionKey } from '@/lib/state/mirror'
import type { Flow } from '@/lib/flow/model/flow'
import type { StateSource } from '@/lib/state/source'

type Listener = Parameters<StateSource['subscribe']>[0]
type Values = Readonly<Record<string, unknown>>

/** A storage whose answers come when the test says so. The flow of each revision has it as its time. */
function slowSource() {
  const reads: ((values: Values) => void)[] = []
  const read: number[] = []
  const gone = new Set<number>()
  let listener: Listener = () => {}
  const source: StateSource = {
    read: (area) =>
      area === 'local' ? Promise.resolve({}) : new Promise((resolve) => reads.push(resolve)),
    flow: async (id, rev) => {
      read.push(rev)
      return gone.has(rev) ? null : ({ id, updatedAt: rev } as Flow)
    },
    idle: () => Promise.resolve(),
    subscribe(told) {
      listener = told
      return () => {}
    },
  }
  return {
    source,
    read,
    gone,
    answer: (values: Values) => reads.shift()?.(values),
    tell: (values: Values) => listener('session', values),
  }
}

/** A mirror belongs to one page: each test has its own page. */
let mirror: typeof import('@/lib/state/mirror')
beforeEach(async () => {
  vi.resetModules()
  mirror = await import('@/lib/state/mirror')
})

describe('reports during the first read', () => {
  const keys: readonly SessionKey[] = ['latest', 'hasNewResponse']

  test('is newer than what was read, and stays', async () => {
    const { source, answer, tell } = slowSource()
    const started = mirror.startMirror(source, keys)
    tell({ hasNewResponse: true })
    answer({ hasNewResponse: false })
    await started
    expect(mirror.useMirror.getState()).toMatchObject({ status: 'ready', hasNewResponse: true })
  })

  test('leaves the rest as it was read', async () => {
    const { source, answer, tell } = slowSource()
    const started = mirror.startMirror(source, ['hasNewResponse', 'secrets'])
    tell({ hasNewResponse: true })
    answer({ hasNewResponse: false, secrets: ['p'] })
    await started
    expect(mirror.useMirror.getState()).toMatchObject({ hasNewResponse: true, secrets: ['p'] })
  })
})

describe('keys that are read again', () => {
  const start = async () => {
    const slow = slowSource()
    const started = mirror.startMirror(slow.source, ['held'])
    slow.answer({ held: [] })
    await started
    return slow
  }
  const place = { tabId: 7, frame: 'top', flowId: 'f', responseId: 'r', stopped: null }

  test('show what no change has reported yet', async () => {
    const { answer } = await start()
    const again = mirror.readAgain(['held'])
    answer({ held: [place] })
    await again
    expect(mirror.useMirror.getState().held).toEqual([place])
  })

  test('give way to a change that is reported meanwhile', async () => {
    const { answer, tell } = await start()
    const again = mirror.readAgain(['held'])
    tell({ held: [place] })
    answer({ held: [] })
    await again
    expect(mirror.useMirror.getState().held).toEqual([place])
  })
})

describe('a flow', () => {
  const row = (rev: number) => ({ 'flows:5': [[{ id: 'f', createdAt: 1 }, rev]] })
  const shown = () => mirror.useMirror.getState().flow['f']
  const start = async () => {
    const slow = slowSource()
    const started = mirror.startMirror(slow.source, ['flows'])
    slow.answer(row(1))
    await started
    return slow
  }

  test('is read on request, and again for each revision', async () => {
    const { tell, read } = await start()
    expect(mirror.useMirror.getState().flows).toEqual([{ id: 'f', createdAt: 1 }])
    expect(read).toEqual([])
    await mirror.mirrorFlow('f')
    expect(shown()).toMatchObject({ updatedAt: 1 })
    tell(row(2))
    await expect.poll(shown).toMatchObject({ updatedAt: 2 })
    tell(row(2))
    await mirror.mirrorFlow('f')
    expect(read).toEqual([1, 2])
  })

  test('that was replaced while it was read is shown as the newer one', async () => {
    const { tell, gone } = await start()
    gone.add(1)
    const mirrored = mirror.mirrorFlow('f')
    tell(row(2))
    await mirrored
    await expect.poll(shown).toMatchObject({ updatedAt: 2 })
  })

  test('stays while its next revision is read, and is removed with its row', async () => {
    const { tell, gone } = await start()
    await mirror.mirrorFlow('f')
    gone.add(2)
    tell(row(2))
    expect(shown()).toMatchObject({ updatedAt: 1 })
    tell({ 'flows:5': undefined })
    await expect.poll(shown).toBeUndefined()
    expect(mirror.useMirror.getState().flows).toEqual([])
  })
})

describe('the view of the latest response', () => {
  const rows = { 'flows:5': [[{ id: 'f', createdAt: 1 }, 1]] }

  test('takes the place of its flow, which is not read', async () => {
    const { source, answer, read } = slowSource()
    const started = mirror.startMirror(source, ['latest', 'latestView'], ['flows'])
    answer({ latest: 'f', latestView: { id: 'f' } })
    await expect.poll(() => mirror.useMirror.getState().status).toBe('ready')
    answer(rows)
    await started
    expect(mirror.useMirror.getState().latestView).toEqual({ id: 'f' })
    expect(mirror.useMirror.getState().flows).toHaveLength(1)
    expect(read).toEqual([])
  })

  test('leaves its flow to be read where it is missing', async () => {
    const { source, answer, read } = slowSource()
    const started = mirror.startMirror(source, ['latest', 'latestView'], ['flows'])
    answer({ latest: 'f', latestView: null })
    await expect.poll(() => mirror.useMirror.getState().status).toBe('ready')
    answer(rows)
    await started
    expect(read).toEqual([1])
  })
})
