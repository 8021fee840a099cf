import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { vi } from 'vitest'
import { createApp } from '@/lib/background/app'
import type { Flow } from '@/lib/flow/model/flow'
import { answered, app, browser, captured, exchange, flowOf, reset } from './answering'

/** The worker that runs now. */
export let now = app

/** A new browser with an empty disk. */
export async function resetKept(): Promise<void> {
  vi.stubGlobal('indexedDB', new IDBFactory())
  vi.resetModules()
  const { keptRecords } = await import('@/lib/platform/kept-records')
  await reset()
  Object.assign(browser.ports.kept, keptRecords)
  now = app
}

/** The worker dies and starts again. */
export async function restart(): Promise<void> {
  now = createApp(browser.ports)
  await now.start()
}

/** The browser closes and starts again. */
export async function reopen(): Promise<void> {
  await browser.close()
  await restart()
}

export interface OnDisk {
  readonly id: string
  readonly version: number
  readonly file: string
}

export async function onDisk(): Promise<readonly OnDisk[]> {
  const keys = await browser.ports.kept.keys()
  return (await browser.ports.kept.get(keys)) as readonly OnDisk[]
}

/** What the flow files on the disk say, without the count of what was replaced when they were first written. */
export async function filesOnDisk(): Promise<readonly object[]> {
  return (await onDisk()).map(({ file, ...record }) => {
    const { made, flows } = JSON.parse(file) as { made: object; flows: readonly object[] }
    return { ...record, made, flows }
  })
}

export const row = (id: string) => browser.rows().find((each) => each.id === id)
export const keep = (id: string, mode: 'safe' | 'complete' | null = 'safe') =>
  now.handlers.flowsKeep({ ids: [id], mode })

export async function withTokens(): Promise<Flow> {
  const flow = await captured()
  await exchange(flow.id)
  return flowOf(flow.id)
}

/** A flow with tokens in the worker that runs now. */
export async function withTokensIn(): Promise<Flow> {
  const made = await now.handlers.requestPush({ profileId: null, overrides: null, open: 'tab' })
  const flow = flowOf((made.ok && made.flowId) || '')
  for (const event of answered(flow)) await now.observe(event)
  return flow
}
