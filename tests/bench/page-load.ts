import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { launch } from 'puppeteer-core'
import { findChromium } from '../e2e/support/find-browsers.ts'
import { launchChromium } from '../e2e/support/chromium.ts'
import { createWorld } from '../e2e/support/world.ts'
import { cpuOfTree } from './cpu.ts'
import { alternate, figure, type Figure } from './ratio.ts'

const hops = 5
const resources = 300
const loads = 4
const rounds = 16

const pixel = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')

/** A page of 300 sub-resources behind a 5-hop redirect. */
async function startSite() {
  const images = Array.from({ length: resources }, (_, n) => `<img src="/i/${n}.gif">`).join('')
  const server = createServer(({ url = '' }, response) => {
    const hop = /^\/hop\/(\d+)/.exec(url)?.[1]
    if (hop !== undefined) {
      const next = Number(hop) + 1
      response.writeHead(302, { location: next > hops ? '/page' : `/hop/${next}` }).end()
    } else if (url.startsWith('/i/'))
      response
        .writeHead(200, { 'content-type': 'image/gif', 'cache-control': 'no-store' })
        .end(pixel)
    else response.writeHead(200, { 'content-type': 'text/html' }).end(`<!doctype html>${images}`)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/hop/1`, close: () => server.closeAllConnections() }
}

/** CPU of the whole browser for page loads, with the extension (which may see the site) against without. */
export async function measurePageLoads(): Promise<Figure> {
  const site = await startSite()
  const world = await createWorld(launchChromium, 'chromium')
  // Both browsers show nothing but empty tabs beside the one that loads.
  await world.page.goto('about:blank')
  const bare = await launch({
    executablePath: findChromium() ?? '',
    headless: true,
    pipe: true,
    enableExtensions: true,
    handleDevToolsAsPage: true,
    defaultViewport: null,
    args: (world.driver.browser.process()?.spawnargs ?? []).filter(
      (argument) =>
        /^--(disable|no|host-resolver|window-size)/.test(argument) &&
        !argument.startsWith('--disable-features'),
    ),
  })
  const measure = async (browser: typeof bare) => {
    const pid = browser.process()?.pid ?? 0
    const page = await browser.newPage()
    const load = () => page.goto(site.url, { waitUntil: 'load' })
    await load()
    return async () => {
      const before = cpuOfTree(pid)
      for (let n = 0; n < loads; n++) await load()
      return (cpuOfTree(pid) - before) / loads
    }
  }
  const seen = await alternate(rounds, await measure(world.driver.browser), await measure(bare))
  await bare.close()
  await world.close()
  site.close()
  return figure(
    'CPU of the browser for a page load, with the extension : without',
    'at most 1.02',
    's',
    seen,
  )
}
