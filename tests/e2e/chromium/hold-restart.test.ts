import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { startSandbox } from '../../sandbox/sandbox.ts'
import { saveProfile } from '../support/client.ts'
import { launchChromium } from '../support/chromium.ts'
import { heldRules } from '../support/held.ts'
import { openWorld } from '../support/world.ts'

const folder = mkdtempSync(join(tmpdir(), 'parley-restart-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the browser forgets the rules when it is closed, and has them again before Parley is opened', async () => {
  const world = await openWorld(launchChromium, 'chromium', await startSandbox(), {
    afterClose: (left) => cpSync(left, folder, { recursive: true }),
  })
  const [client] = world.sandbox.clients
  if (!client) throw new Error('The sandbox has no client')
  await saveProfile(world, client, { hold: true })
  await expect.poll(async () => (await heldRules(world)).length).toBeGreaterThan(0)
  const rules = await heldRules(world)
  await world.close()

  const extension = new URL('../../../.output/chrome-mv3', import.meta.url).pathname
  const driver = await launchChromium({ extension, profile: folder })
  try {
    // The manifest shown as text is a page of the extension in which nothing of the extension runs.
    const page = await driver.openExtensionPage('manifest.json')
    await expect.poll(() => heldRules({ page })).toEqual(rules)
  } finally {
    await driver.close()
  }
})
