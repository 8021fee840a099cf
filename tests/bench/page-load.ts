import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { launch, type Browser } from 'puppeteer-core'
import { findChromium } from '../e2e/support/find-browsers.ts'
import { launchChromium } from '../e2e/support/chromium.ts'
import { saveClient } from '../e2e/support/client.ts'
import { createWorld, type World } from '../e2e/support/world.ts'
import { cpuOfTree } from './cpu.ts'
import { writeListener } from './listener.ts'
import { figure, takeTurns, type Figure } from './ratio.ts'

const hops = 5
const resources = 300
const loads = 4
const rounds = 20

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

type Site = Awaited<ReturnType<typeof startSite>>

/** A browser with Parley in it, which holds or does not, and shows nothing but an empty tab. */
async function openParley(hold: boolean): Promise<World> {
  const world = await createWorld(launchChromium, 'chromium', { profile: false })
  const [client] = world.sandbox.clients
  if (!client) throw new Error('The sandbox has no client')
  await saveClient(world, client, { hold })
  await world.page.goto('about:blank')
  return world
}

/** The same browser without Parley. */
function launchLike(browser: Browser): Promise<Browser> {
  return launch({
    executablePath: findChromium() ?? '',
    headless: true,
    pipe: true,
    enableExtensions: true,
    handleDevToolsAsPage: true,
    defaultViewport: null,
    args: (browser.process()?.spawnargs ?? []).filter(
      (argument) =>
        /^--(disable|no|host-resolver|window-size)/.test(argument) &&
        !argument.startsWith('--disable-features'),
    ),
  })
}

/** Gives the CPU seconds of the whole browser for one page load. */
async function loading(browser: Browser, site: Site): Promise<() => Promise<number>> {
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

/**
 * CPU of the whole browser for page loads with Parley, which may see the site: against no extension, and
 * watching and holding against an extension that listens to the same events and does nothing. As soon as
 * anybody listens, Chromium leads every request of every page through the browser process: the first
 * figure is mostly that, the second is what Parley itself does. While a profile holds, Chromium looks into
 * the headers of every answer too, whatever the rule for that asks for: the third figure is mostly that, the
 * last is what Parley itself does then.
 */
export async function measurePageLoads(): Promise<readonly Figure[]> {
  const site = await startSite()
  const watching = await openParley(false)
  const holding = await openParley(true)
  const bare = await launchLike(watching.driver.browser)
  const listening = await launchLike(watching.driver.browser)
  await listening.installExtension(writeListener('listener'))
  const ruled = await launchLike(watching.driver.browser)
  await ruled.installExtension(writeListener('listener-with-rule'))
  const seen = await takeTurns(rounds, {
    watching: await loading(watching.driver.browser, site),
    holding: await loading(holding.driver.browser, site),
    bare: await loading(bare, site),
    listening: await loading(listening, site),
    ruled: await loading(ruled, site),
  })
  const compare = (name: string, own: readonly number[], baseline: readonly number[]) =>
    figure({ name, goal: 'at most 1.02', unit: 's' }, own, baseline)
  await Promise.all([bare, listening, ruled, watching, holding].map((one) => one.close()))
  site.close()
  return [
    compare(
      'CPU of the browser for a page load, with the extension : without',
      seen.watching,
      seen.bare,
    ),
    compare(
      '… watching : an extension that listens and does nothing',
      seen.watching,
      seen.listening,
    ),
    compare('… holding : an extension that listens and does nothing', seen.holding, seen.listening),
    compare('… holding : one that listens and has one rule on answers', seen.holding, seen.ruled),
  ]
}
