import { beforeEach, describe, expect, test } from 'vitest'
import type { Flow } from '@/lib/flow/model/flow'
import { writeFlowFile } from '@/lib/share/flow-file'
import { defaultRedaction, redactFlows } from '@/lib/share/redact'
import { issuer, navigation } from '../flow/browser'
import { flowWithSecrets, planted, signed } from '../../samples/shared-flow'
import { answered, app, browser, exchange, flowOf, opened, server } from './answering'
import {
  filesOnDisk,
  keep,
  now,
  onDisk,
  reopen,
  resetKept,
  restart,
  row,
  withTokens,
  withTokensIn,
  type OnDisk,
} from './kept-world'

beforeEach(resetKept)

const sent = () => server.sent.length

describe('a kept flow', () => {
  test('is on the disk without secrets, and stays as it is in the session', async () => {
    const flow = await withTokens()
    expect(await keep(flow.id)).toEqual({ ok: true })
    expect(row(flow.id)).toMatchObject({ kept: 'safe' })
    expect(flowOf(flow.id).tokens.map(({ value }) => value)).toEqual(['at', 'rt'])
    const [record] = await onDisk()
    const stored = JSON.parse(record?.file ?? '{}') as { flows: readonly Flow[] }
    expect(stored.flows[0]?.tokens.map(({ value }) => value)).toEqual([
      'access-token-1',
      'refresh-token-1',
    ])
    const octets = JSON.stringify(record)
    for (const secret of [flow.expected.state, flow.requested.codeVerifier])
      expect(octets).not.toContain(secret)
  })

  test('is listed again when the browser starts, with its name, number, note and pin', async () => {
    const first = await withTokens()
    const { id } = await withTokens()
    expect(row(id)?.name).toMatchObject({ nth: 2 })
    await now.handlers.flowNote({ id, text: 'Ticket OFM-318' })
    await now.handlers.flowPin({ id, on: true })
    const before = row(id)
    await reopen()
    expect(browser.rows()).toHaveLength(1)
    expect(row(first.id)).toBeUndefined()
    expect(row(id)).toMatchObject({
      kept: 'safe',
      pinned: true,
      note: 'Ticket OFM-318',
      name: before?.name,
      profileId: before?.profileId,
      createdAt: before?.createdAt,
      outcome: before?.outcome,
      failed: before?.failed,
    })
    expect(row(id)?.imported).toBeUndefined()
    expect(flowOf(id).messages.map(({ results }) => results.length)).toEqual(
      flowOf(id).messages.map(({ results }) => results.length),
    )
    const next = await withTokensIn()
    expect(row(next.id)?.name).toMatchObject({ nth: 3 })
  })

  test('causes no call after that, and gets no event', async () => {
    const { id } = await withTokens()
    await keep(id)
    await reopen()
    const before = flowOf(id)
    const calls = sent()
    const named = { flowId: id, tokenId: before.tokens[0]?.id ?? '' }
    const { handlers } = now
    for (const result of [
      await handlers.codeExchange({ flowId: id, responseId: null }),
      await handlers.tokenRefresh(named),
      await handlers.userinfoRequest(named),
      await handlers.tokenIntrospect(named),
      await handlers.tokenRevoke(named),
    ])
      expect(result).toEqual({ ok: false, issues: [{ code: 'flow_imported' }] })
    for (const event of answered(before)) await now.observe(event)
    expect(sent()).toBe(calls)
    expect(flowOf(id)).toEqual(before)
  })

  test('gets what its running flow receives later', async () => {
    const flow = await opened()
    await keep(flow.id)
    for (const event of answered(flow)) await app.observe(event)
    await exchange(flow.id)
    await expect.poll(async () => (await onDisk())[0]?.file).toContain('"token-response"')
    await reopen()
    expect(flowOf(flow.id).messages.map(({ kind }) => kind)).toContain('token-response')
  })

  test('is removed from the disk at once, and restored by Undo', async () => {
    const flow = await withTokens()
    await keep(flow.id)
    const [record] = await onDisk()
    await now.handlers.flowsRemove({ ids: [flow.id] })
    expect(await onDisk()).toEqual([])
    await now.handlers.flowsRestore({ ids: [flow.id] })
    expect(await onDisk()).toEqual([record])
    await now.handlers.flowsRemove({ ids: [flow.id] })
    await reopen()
    expect(browser.rows()).toEqual([])
  })

  test('of an earlier session is removed and restored in the same way', async () => {
    const flow = await withTokens()
    await keep(flow.id)
    await reopen()
    const records = await filesOnDisk()
    await now.handlers.flowsRemove({ ids: [flow.id] })
    expect(await onDisk()).toEqual([])
    await now.handlers.flowsRestore({ ids: [flow.id] })
    expect(await filesOnDisk()).toEqual(records)
    await reopen()
    expect(row(flow.id)).toMatchObject({ kept: 'safe' })
  })

  test('stays when the list is cleared', async () => {
    const [kept, other] = [await withTokens(), await withTokens()]
    await keep(kept.id)
    await now.handlers.flowsClear()
    expect(row(kept.id)?.removedAt).toBeUndefined()
    expect(row(other.id)?.removedAt).toBeDefined()
  })

  test('stops being kept when the user ends it', async () => {
    const flow = await withTokens()
    await keep(flow.id)
    expect(await keep(flow.id, null)).toEqual({ ok: true })
    expect(row(flow.id)?.kept).toBeUndefined()
    expect(await onDisk()).toEqual([])
  })

  test('has its secrets only if that was chosen', async () => {
    const flow = await withTokens()
    await keep(flow.id, 'complete')
    expect(row(flow.id)).toMatchObject({ kept: 'complete' })
    await reopen()
    expect(flowOf(flow.id).tokens.map(({ value }) => value)).toEqual(['at', 'rt'])
    expect(await now.handlers.codeExchange({ flowId: flow.id, responseId: null })).toMatchObject({
      ok: false,
    })
    await keep(flow.id, 'safe')
    await reopen()
    expect(flowOf(flow.id).tokens[0]?.value).toBe('access-token-1')
  })
})

test('a flow with every kind of secret has none on the disk, nor in its name and note', async () => {
  const flow = { ...flowWithSecrets(), name: `code ${planted.code}` }
  const head = { mode: 'complete', made: { at: 5, parley: '1', browser: 'x', rules: '1' } } as const
  const text = writeFlowFile([flow], { ...head, redaction: [] })
  const read = await now.handlers.flowsImport({ text, file: null })
  const [id = ''] = read.ok ? read.flowIds : []
  await now.handlers.flowNote({ id, text: `Token ${planted.accessToken} of ${planted.sub}` })
  const octets = JSON.stringify(await onDisk())
  expect(octets).toContain('code-1')
  for (const secret of Object.values(planted)) {
    expect(octets).not.toContain(secret)
    expect(octets).not.toContain(JSON.stringify(JSON.stringify(secret).slice(1, -1)).slice(1, -1))
  }
  await reopen()
  expect(row(id)).toMatchObject({
    imported: true,
    kept: 'safe',
    note: 'Token access-token-1 of user-1',
  })
  expect(flowOf(id).imported).toMatchObject({ mode: 'safe', by: { browser: 'x' } })
})

test('a flow from a safe file is stored as the file has it, with its name and note redacted', async () => {
  const [safe] = redactFlows([flowWithSecrets()], defaultRedaction).flows
  const head = { mode: 'safe', made: { at: 5, parley: '1', browser: 'x', rules: '1' } } as const
  const text = writeFlowFile([safe as Flow], { ...head, redaction: [] })
  const read = await now.handlers.flowsImport({ text, file: null })
  const [id = ''] = read.ok ? read.flowIds : []
  const messages = flowOf(id).messages
  const jwt = signed({ sub: 'someone-8812' }, 'c2lnbmF0dXJlLXRoYXQtaXMtcmVhbA')
  await now.handlers.flowNote({ id, text: `Retried with ${jwt}` })
  expect(JSON.stringify(await onDisk())).not.toContain('c2lnbmF0dXJlLXRoYXQtaXMtcmVhbA')
  await reopen()
  expect(flowOf(id).messages).toEqual(messages)
  await keep(id, 'complete')
  expect(row(id)?.kept).toBe('safe')
})

test('what is written again from a kept flow is the same', async () => {
  const { id } = await withTokens()
  await keep(id)
  const before = await filesOnDisk()
  await reopen()
  await now.handlers.flowPin({ id, on: true })
  await now.handlers.flowPin({ id, on: false })
  expect(await filesOnDisk()).toEqual(before)
})

/** A third-party flow in a private window. */
async function inPrivateWindow(): Promise<Flow> {
  const url = `${issuer}/auth?response_type=code&client_id=other&redirect_uri=https%3A%2F%2Fx.example%2Fcb&state=p1`
  for (const event of navigation('private', 77, [url]))
    await now.observe({ ...event, incognito: true })
  const [found] = browser.flows()
  if (!found?.incognito) throw new Error('not private')
  return found
}

describe('a flow that cannot be kept', () => {
  test('in a private window says so, and can still be pinned and annotated', async () => {
    browser.state.privateTabs.add(77)
    const { id } = await inPrivateWindow()
    expect(await keep(id)).toEqual({ ok: false, issues: [{ code: 'keep_private' }] })
    expect(await now.handlers.flowPin({ id, on: true })).toEqual({ ok: true })
    expect(await now.handlers.flowNote({ id, text: 'Private' })).toEqual({ ok: true })
    expect(row(id)).toMatchObject({ pinned: true, note: 'Private' })
    expect(row(id)?.kept).toBeUndefined()
    expect(await onDisk()).toEqual([])
  })

  test('because the disk is full says so and is not marked', async () => {
    const flow = await withTokens()
    const { change } = browser.ports.kept
    browser.ports.kept.change = () => Promise.reject(new DOMException('full', 'QuotaExceededError'))
    expect(await keep(flow.id)).toEqual({ ok: false, issues: [{ code: 'keep_failed' }] })
    expect(row(flow.id)?.kept).toBeUndefined()
    browser.ports.kept.change = change
    expect(await keep(flow.id)).toEqual({ ok: true })
  })
})

describe('records', () => {
  test('of a newer version, and damaged ones, stay on the disk and are counted', async () => {
    const flow = await withTokens()
    await keep(flow.id)
    const [record] = await onDisk()
    const newer = { ...record, id: 'newer', version: 2 } as OnDisk
    const damaged = { id: 'damaged', version: 1, file: '{' }
    await browser.ports.kept.change([newer, damaged], [])
    await reopen()
    expect(browser.rows().map(({ id }) => id)).toEqual([flow.id])
    expect(await browser.ports.kept.keys()).toEqual(['damaged', flow.id, 'newer'].toSorted())
    expect(await now.handlers.flowUse()).toMatchObject({ kept: 1, own: 0, unreadable: 2 })
  })

  test('with members that this version does not know, or without optional ones, are read', async () => {
    const flow = await withTokens()
    await keep(flow.id)
    const [record] = await onDisk()
    const { name: _, ...older } = record as OnDisk & { name?: unknown }
    await browser.ports.kept.change([{ ...older, colour: 'red' } as unknown as OnDisk], [])
    await reopen()
    expect(row(flow.id)).toMatchObject({ kept: 'safe' })
  })

  test('have their size in the settings', async () => {
    const flow = await withTokens()
    await keep(flow.id)
    const { keptOctets } = await now.handlers.flowUse()
    expect(keptOctets).toBe(new TextEncoder().encode(JSON.stringify((await onDisk())[0])).length)
  })
})

test('a database that cannot be opened does not stop the start', async () => {
  const flow = await withTokens()
  browser.ports.kept.keys = () => Promise.reject(new Error('no database'))
  await restart()
  expect(row(flow.id)).toBeDefined()
  expect(await keep(flow.id)).toEqual({ ok: false, issues: [{ code: 'keep_failed' }] })
  expect(row(flow.id)?.kept).toBeUndefined()
})
