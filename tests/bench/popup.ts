import { cp, rm } from 'node:fs/promises'
import type { Page } from 'puppeteer-core'
import { build } from 'vite'
import { launchChromium } from '../e2e/support/chromium.ts'
import { createWorld, type World } from '../e2e/support/world.ts'
import { figure, takeTurns, type Figure } from './ratio.ts'

const folder = new URL('../../.artifacts/bench/', import.meta.url).pathname
const rounds = 40
const requests = 50
const flows = 500

/**
 * Time until a popup with 50 request_uris and 500 flows has drawn all that its window can show, against an empty React
 * popup. Rows below the end of the list may follow; that they all come is checked at the end.
 */
export async function measurePopup(): Promise<Figure> {
  const extension = await withEmptyPopup()
  const world = await createWorld(launchChromium, 'chromium', { launch: { extension } })
  await fillShelf(world)
  const page = await world.driver.newPage()
  await page.setViewport({ width: 400, height: 560 })
  const open = (path: string, selectors: readonly string[], list: string | null) => async () => {
    const watching = await page.evaluateOnNewDocument(watch, selectors, list)
    await page.goto(world.driver.extensionUrl(path))
    const took = await shown(page)
    await page.removeScriptToEvaluateOnNewDocument(watching.identifier)
    return took
  }
  const { own, empty } = await takeTurns(rounds, {
    own: open('popup.html', ['.req', '.dock__rows'], 'ul.popup__body'),
    empty: open('empty-popup/index.html', ['main'], null),
  })
  await page.goto(world.driver.extensionUrl('popup.html'))
  await page.waitForFunction(
    (count) => document.querySelectorAll('.req').length === count,
    {},
    requests,
  )
  await world.close()
  return figure(
    {
      name: `Time until a popup with ${requests} requests and ${flows} flows has drawn all that is in sight : an empty React popup`,
      goal: 'at most 1.25',
      unit: 'ms',
    },
    own,
    empty,
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

/**
 * Runs in the page before its own scripts: notes when everything that its window can show has been drawn, which is
 * when all of the elements are there and the rows reach the end of their list.
 */
function watch(selectors: readonly string[], list: string | null): void {
  const scope = globalThis as unknown as { shown: Promise<number> }
  const isThere = () => {
    if (!selectors.every((selector) => document.querySelector(selector))) return false
    if (list === null) return true
    const box = document.querySelector(list)
    const [all, last] = [box, box?.lastElementChild].map((found) => found?.getBoundingClientRect())
    return all !== undefined && last !== undefined && last.bottom >= all.bottom
  }
  scope.shown = new Promise((resolve) => {
    const look = () => {
      if (isThere()) requestAnimationFrame(() => setTimeout(() => resolve(performance.now())))
      else requestAnimationFrame(look)
    }
    look()
  })
}

function shown(page: Page): Promise<number> {
  return page.evaluate(() => (globalThis as unknown as { shown: Promise<number> }).shown)
}
