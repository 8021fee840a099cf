import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { afterAll, expect, test } from 'vitest'
import { actAs, getTokens } from '../support/client.ts'
import type { Driver } from '../support/driver.ts'
import { readStored } from '../support/stored.ts'
import { createWorld, type Launch, type World } from '../support/world.ts'

const outputs = { chromium: 'chrome-mv3', firefox: 'firefox-mv3' } as const

/** The kept flows as they are on the disk, without waking the background. */
async function readKept(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const finished = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result))
        request.addEventListener('error', () => reject(request.error ?? new Error('no database')))
      })
    const db = await finished(indexedDB.open('parley-kept'))
    const all: unknown[] = db.objectStoreNames.contains('flows')
      ? await finished(db.transaction('flows').objectStore('flows').getAll())
      : []
    db.close()
    return JSON.stringify(all)
  })
}

/** Keeps a flow, closes the browser, and starts it again with the same profile folder. */
export function keep(launch: Launch, browser: keyof typeof outputs): void {
  const folder = mkdtempSync(join(tmpdir(), 'parley-keep-'))
  let world: World | undefined
  let driver: Driver | undefined
  afterAll(async () => {
    await world?.close()
    await driver?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test(`${browser}: a kept flow is there and readable after a restart of the browser, without secrets`, async () => {
    world = await createWorld(launch, browser, {
      profile: false,
      sandbox: { kind: 'wide' },
      launch: () => ({ afterClose: (left) => cpSync(left, folder, { recursive: true }) }),
    })
    await actAs(world, 'wide-secret-jwt', {
      ruleProfile: 'oauth2',
      authorizationDetails: '',
      scope: 'openid profile',
    })
    const client = world.sandbox.clients.find(({ clientId }) => clientId === 'wide-secret-jwt')
    const flow = await getTokens(world)
    const note = 'A note to find on the disk'
    await world.command('flowNote', { id: flow.id, text: note })
    await world.command('flowRename', { id: flow.id, name: 'Reference run' })
    const sent = (...names: readonly string[]) =>
      flow.messages.flatMap(({ params = [] }) =>
        params.flatMap(([name, value]) => (names.includes(name) ? [value] : [])),
      )
    const secrets = [
      client?.secret ?? '',
      ...flow.tokens.map(({ value }) => value),
      ...sent('code', 'state', 'code_verifier', 'client_assertion'),
    ]
    expect(secrets.length).toBeGreaterThanOrEqual(6)
    const kept = await readKept(world.page)
    expect(kept).toContain(note)
    for (const secret of secrets) {
      expect(secret.length).toBeGreaterThan(5)
      expect(kept).not.toContain(secret)
    }
    await world.close()
    world = undefined

    const extension = new URL(`../../../.output/${outputs[browser]}`, import.meta.url).pathname
    driver = await launch({ extension, profile: folder })
    const page = await driver.openExtensionPage('panel.html')
    await expect
      .poll(async () => (await readStored(page)).rows.map(([row]) => row), { timeout: 20_000 })
      .toMatchObject([{ id: flow.id, kept: 'safe', note }])
    const [found] = (await readStored(page)).flows
    expect(found?.messages.map(({ kind }) => kind)).toEqual(flow.messages.map(({ kind }) => kind))
    expect(found?.tokens.map(({ value }) => value)).toContain('access-token-1')
    await page.waitForSelector('.frow__name')
    expect(await page.$eval('.frow__name', (name) => name.textContent)).toContain('Reference run')
    expect(await readKept(page)).toBe(kept)
  }, 180_000)
}
