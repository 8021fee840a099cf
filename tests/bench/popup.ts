import { cp, rm } from 'node:fs/promises'
import type { Page } from 'puppeteer-core'
import { build } from 'vite'
import { launchChromium } from '../e2e/support/chromium.ts'
import { createWorld, type World } from '../e2e/support/world.ts'
import { alternate, figure, type Figure } from './ratio.ts'

const folder = new URL('../../.artifacts/bench/', import.meta.url).pathname
const rounds = 40
const requests = 50
const flows = 500

/** Time until a popup with 50 request_uris and 500 flows shows its list, against an empty React popup. */
export async function measurePopup(): Promise<Figure> {
  const extension = await withEmptyPopup()
  const world = await createWorld(launchChromium, 'chromium', { launch: { extension } })
  await fillShelf(world)
  const page = await world.driver.newPage()
  await page.setViewport({ width: 400, height: 560 })
  const open = (path: string, selector: string, count: number) => async () => {
    const watching = await page.evaluateOnNewDocument(watch, selector, count)
    await page.goto(world.driver.extensionUrl(path))
    const took = await shown(page)
    await page.removeScriptToEvaluateOnNewDocument(watching.identifier)
    return took
  }
  const seen = await alternate(
    rounds,
    open('popup.html', '.req', requests),
    open('empty-popup/index.html', 'main', 1),
  )
  await world.close()
  return figure(
    `Time until a popup with ${requests} requests and ${flows} flows is drawn : an empty React popup`,
    'at most 1.25',
    'ms',
    seen,
  )
}

/** The built extension with one more page: React, and nothing in it. */
async function withEmptyPopup(): Promise<string> {
  const extension = `${folder}extension`
  await rm(extension, { recursive: true, force: true })
  await cp(new URL('../../.output/chrome-mv3', import.meta.url).pathname, extension, {
    recursive: true,
  })
  const root = new URL('./empty-popup/', import.meta.url).pathname
  await build({
    root,
    base: '/empty-popup/',
    logLevel: 'warn',
    build: { outDir: `${extension}/empty-popup`, modulePreload: false },
  })
  return extension
}

async function fillShelf(world: World): Promise<void> {
  for (let n = 0; n < requests; n++) {
    const text = JSON.stringify({
      request_uri: `urn:ietf:params:oauth:request_uri:${'x'.repeat(30)}${n}`,
      expires_in: 599,
    })
    await world.command('requestAdd', { text, details: null, open: null })
  }
  for (let n = 0; n < flows; n++)
    await world.command('responseAdd', {
      text: `${world.sandbox.clients[0]?.redirectUris.live}?code=${'c'.repeat(40)}${n}&state=s${n}&iss=${world.sandbox.issuer}`,
    })
}

/** Runs in the page before its own scripts: notes when so many elements are there and have been drawn. */
function watch(selector: string, count: number): void {
  const scope = globalThis as unknown as { shown: Promise<number> }
  scope.shown = new Promise((resolve) => {
    const look = () => {
      if (document.querySelectorAll(selector).length >= count)
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now())))
      else requestAnimationFrame(look)
    }
    look()
  })
}

function shown(page: Page): Promise<number> {
  return page.evaluate(() => (globalThis as unknown as { shown: Promise<number> }).shown)
}
