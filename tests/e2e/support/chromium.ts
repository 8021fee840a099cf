import { env, getuid, platform } from 'node:process'
import { launch, type Browser, type Page, type Target } from 'puppeteer-core'
import { prepareChromiumCertificates } from './certificates.ts'
import {
  chromiumExtensionId,
  seedChromiumGrants,
  seedChromiumShortcuts,
} from './chromium-grants.ts'
import type { Driver, LaunchOptions } from './driver.ts'
import { findChromium } from './find-browsers.ts'
import { createProfile, leaveProfile } from './profile.ts'
import { whenGone } from './target-gone.ts'

/**
 * No external connections, no first run, no name resolution except loopback; puppeteer adds its own
 * list.
 */
export const quietArguments = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--no-default-browser-check',
  '--no-first-run',
  '--no-pings',
]

/** Starts Chromium with the extension loaded and its service worker running. */
export async function launchChromium(options: LaunchOptions): Promise<Driver> {
  const executablePath = options.executable ?? findChromium()
  if (!executablePath) throw new Error('No Chromium found: run `node tests/setup/browsers.ts`')
  const profile = await createProfile(options.profile)
  if (options.prompts !== 'ask' || options.granted?.length) {
    seedChromiumGrants(profile, options.extension, options.granted ?? [])
  }
  seedChromiumShortcuts(profile, options.extension)
  const browser = await startBrowser(executablePath, profile, options)
  const id = await browser.installExtension(options.extension, {
    enabledInIncognito: options.privateAllowed ?? false,
  })
  const expected = chromiumExtensionId(options.extension)
  if (id !== expected) throw new Error(`Chromium gave the id ${id} where ${expected} was computed`)
  const driver = createDriver(browser, id, () => leaveProfile(profile, options))
  await driver.waitForBackground()
  return driver
}

function startBrowser(
  executablePath: string,
  userDataDir: string,
  options: LaunchOptions,
): Promise<Browser> {
  const { headless = true, acceptInsecureCerts = false, loopbackHosts = [], args = [] } = options
  return launch({
    executablePath,
    headless,
    pipe: true,
    enableExtensions: true,
    handleDevToolsAsPage: true,
    userDataDir,
    defaultViewport: null,
    acceptInsecureCerts,
    env: {
      ...env,
      ...(options.display ? { DISPLAY: options.display } : {}),
      ...(options.certificates
        ? prepareChromiumCertificates(userDataDir, options.certificates)
        : {}),
    },
    args: [
      ...quietArguments,
      ...sandboxArguments(),
      `--host-resolver-rules=${resolverRules(loopbackHosts)}`,
      '--window-size=1280,900',
      ...args,
    ],
  })
}

function createDriver(browser: Browser, id: string, left: () => Promise<void>): Driver {
  const extensionUrl = (path: string) => `chrome-extension://${id}/${path}`
  const isWorker = (target: Target) =>
    target.type() === 'service_worker' && target.url().startsWith(extensionUrl(''))
  const openExtensionPage = async (path: string, page?: Page) => {
    const target = page ?? (await browser.newPage())
    await target.goto(extensionUrl(path))
    return target
  }
  return {
    name: 'chromium',
    browser,
    extensionUrl,
    newPage: () => browser.newPage(),
    openExtensionPage,
    grant: async (origins) => {
      // The manifest shown as text is a page of the extension without any of its scripts.
      const page = await openExtensionPage('manifest.json')
      await requestByGesture(page, origins)
      await page.close()
    },
    killBackground: async () => {
      const target = browser.targets().find(isWorker)
      if (!target) return
      // The worker may end by itself first, and a call then fails or never returns.
      const gone = whenGone(browser, target)
      void closeWorker(target).catch(() => {})
      await gone
    },
    waitForBackground: async () => {
      await browser.waitForTarget(isWorker)
    },
    close: async () => {
      await browser.close()
      await left()
    },
  }
}

/** `permissions.request` under a user gesture; it needs no prompt because of `seedChromiumGrants`. */
async function requestByGesture(page: Page, origins: string[]): Promise<void> {
  const session = await page.createCDPSession()
  const answer = await session.send('Runtime.evaluate', {
    expression: `chrome.permissions.request(${JSON.stringify({ origins })})`,
    awaitPromise: true,
    returnByValue: true,
    userGesture: true,
  })
  if (answer.result.value !== true) {
    const reason = answer.exceptionDetails?.exception?.description ?? 'refused'
    throw new Error(`Chromium did not grant ${origins.join(', ')}: ${reason}`)
  }
}

/** Root and most containers cannot use Chromium's sandbox. */
export function sandboxArguments(): string[] {
  const unable = platform === 'linux' && (getuid?.() === 0 || env['CI'] !== undefined)
  return unable ? ['--no-sandbox'] : []
}

function resolverRules(loopbackHosts: string[]): string {
  return [
    ...loopbackHosts.map((host) => `MAP ${host} 127.0.0.1`),
    'MAP * ~NOTFOUND',
    'EXCLUDE localhost',
    'EXCLUDE 127.0.0.1',
    'EXCLUDE [::1]',
  ].join(', ')
}

/**
 * Stops a worker once it has handled the events that were sent to it, as Chromium does: they are handled before the
 * evaluation.
 */
async function closeWorker(target: Target): Promise<void> {
  const worker = await target.worker()
  await worker?.evaluate(() => null)
  await worker?.close()
}
