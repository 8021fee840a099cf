import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { SessionKey } from '@/lib/state/mirror'
import type { StateSource } from '@/lib/state/source'

type Listener = Parameters<StateSource['subscribe']>[0]
type Values = Readonly<Record<string, unknown>>

/** A storage whose answers come when the test says so. */
function slowSource() {
  const reads: ((values: Values) => void)[] = []
  let listener: Listener = () => {}
  const source: StateSource = {
    read: (area) =>
      area === 'local' ? Promise.resolve({}) : new Promise((resolve) => reads.push(resolve)),
    subscribe(told) {
      listener = told
      return () => {}
    },
  }
  return {
    source,
    answer: (values: Values) => reads.shift()?.(values),
    tell: (values: Values) => listener('session', values),
  }
}

/** The mirror is of one page: each test has a page of its own. */
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

  test('applies to a flow too, and later reports are processed as usual', async () => {
    const { source, answer, tell } = slowSource()
    const started = mirror.startMirror(source, keys)
    answer({})
    await started
    const mirrored = mirror.mirrorFlow('f')
    tell({ 'flow:f': { id: 'f', updatedAt: 2 } })
    answer({ 'flow:f': { id: 'f', updatedAt: 1 } })
    await mirrored
    expect(mirror.useMirror.getState().flow['f']).toMatchObject({ updatedAt: 2 })
    tell({ 'flow:f': { id: 'f', updatedAt: 3 } })
    expect(mirror.useMirror.getState().flow['f']).toMatchObject({ updatedAt: 3 })
  })
})
