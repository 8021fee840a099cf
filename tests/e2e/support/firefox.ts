import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { env } from 'node:process'
import { launch, type Browser, type Page } from 'puppeteer-core'
import { bidiContext, evaluateInFirefox, sendBidi } from './bidi.ts'
import { prepareFirefoxCertificates } from './certificates.ts'
import type { Driver, LaunchOptions } from './driver.ts'
import { findFirefox } from './find-browsers.ts'
import { createProfile, leaveProfile } from './profile.ts'

type Manifest = { browser_specific_settings: { gecko: { id: string } } }

/** Firefox generates a new host for an extension in each profile unless the profile sets one. */
const extensionHost = '5b6a4f3e-7c1d-4c0e-9f1a-2b3c4d5e6f70'

/** No external connections and no start page; puppeteer adds its own list. */
const quietPreferences = {
  'app.update.auto': false,
  'browser.aboutwelcome.enabled': false,
  'browser.discovery.enabled': false,
  'browser.region.network.url': '',
  'browser.search.suggest.enabled': false,
  'browser.topsites.contile.enabled': false,
  'captivedetect.canonicalURL': '',
  'datareporting.usage.uploadEnabled': false,
  'dom.min_background_timeout_value': 4,
  'dom.push.connection.enabled': false,
  'extensions.systemAddon.update.enabled': false,
  // A temporary add-on is uninstalled when Firefox closes. An installed one keeps its data.
  'extensions.webextensions.keepStorageOnUninstall': true,
  'extensions.webextensions.keepUuidOnUninstall': true,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.dns.disablePrefetch': true,
  'network.prefetch-next': false,
  'network.trr.mode': 5,
  'toolkit.telemetry.enabled': false,
  'toolkit.telemetry.server': '',
  'toolkit.telemetry.unified': false,
}

/** Starts Firefox with the extension as a temporary add-on and its background started once. */
export async function launchFirefox(options: LaunchOptions): Promise<Driver> {
  const executablePath = options.executable ?? findFirefox()
  if (!executablePath) throw new Error('No Firefox found: run `node tests/setup/browsers.ts`')
  const id = geckoId(options.extension)
  const profile = await createProfile(options.profile)
  const browser = await launch({
    browser: 'firefox',
    executablePath,
    headless: options.headless ?? true,
    userDataDir: profile,
    defaultViewport: null,
    acceptInsecureCerts: options.acceptInsecureCerts ?? false,
    env: {
      ...env,
      // Without this, a release build ignores puppeteer's dummy `services.settings.server`.
      MOZ_REMOTE_SETTINGS_DEVTOOLS: '1',
      ...(options.display ? { DISPLAY: options.display } : {}),
    },
    args: ['--remote-allow-system-access', '--width=1280', '--height=900', ...(options.args ?? [])],
    extraPrefsFirefox: {
      ...quietPreferences,
      'extensions.webextOptionalPermissionPrompts': options.prompts === 'ask',
      'extensions.webextensions.uuids': JSON.stringify({ [id]: extensionHost }),
      'network.dns.localDomains': (options.loopbackHosts ?? []).join(','),
      ...(options.certificates ? prepareFirefoxCertificates(profile, options.certificates) : {}),
    },
  })
  await sendBidi(browser, 'webExtension.install', {
    extensionData: { type: 'path', path: options.extension },
    'moz:allowPrivateBrowsing': options.privateAllowed ?? false,
  })
  const driver = createDriver(browser, id, () => leaveProfile(profile, options))
  if (options.granted?.length) await driver.grant(options.granted)
  await driver.waitForBackground()
  return driver
}

function createDriver(browser: Browser, id: string, left: () => Promise<void>): Driver {
  const extensionUrl = (path: string) => `moz-extension://${extensionHost}/${path}`
  const extension = `WebExtensionPolicy.getByID(${JSON.stringify(id)}).extension`
  return {
    name: 'firefox',
    browser,
    extensionUrl,
    newPage: () => browser.newPage(),
    openExtensionPage: async (path, page) => {
      const target = page ?? (await browser.newPage())
      await showExtensionPage(browser, target, extensionUrl(path))
      return target
    },
    grant: async (origins) => {
      const granted = JSON.stringify({ origins, permissions: [] })
      await evaluateInFirefox(
        browser,
        `ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs')
          .ExtensionPermissions.add(${JSON.stringify(id)}, ${granted}, ${extension}).then(() => null)`,
      )
    },
    killBackground: async () => {
      const stopped = await evaluateInFirefox(browser, backgroundStops(extension))
      if (stopped !== true) throw new Error('The event page was not stopped')
    },
    waitForBackground: async () => {
      await evaluateInFirefox(browser, backgroundRuns(extension))
    },
    close: async () => {
      await browser.close()
      await left()
    },
  }
}

/**
 * An expression that stops the event page and returns whether it did, by what Firefox calls when the page has
 * been idle for 30 seconds. That function does nothing once if events are on their way to the page, and
 * forgets them: Firefox calls it again after 30 more seconds, and here after the page has received them.
 *
 * @see toolkit/components/extensions/parent/ext-backgroundPage.js: `terminateBackground`
 */
function backgroundStops(extension: string): string {
  return `(async () => {
    const extension = ${extension}
    let stopped = extension.backgroundState === 'stopped'
    let received = []
    const onStop = () => { stopped = true }
    const onRefusal = (_, { reason }) => {
      if (reason === 'listeners') received = [...extension.backgroundContext.runListenerPromises]
    }
    extension.once('shutdown-background-script', onStop)
    extension.on('background-script-reset-idle', onRefusal)
    for (let tries = 0; !stopped && tries < 250; tries += 1) {
      await extension.terminateBackground()
      await Promise.allSettled(received)
      if (!stopped) await new Promise((resolve) => setTimeout(resolve, 20))
    }
    extension.off('shutdown-background-script', onStop)
    extension.off('background-script-reset-idle', onRefusal)
    return stopped
  })()`
}

/**
 * An expression that resolves once the event page is running, which the extension reports with an
 * event.
 */
function backgroundRuns(extension: string): string {
  return `new Promise((resolve) => {
    const extension = ${extension}
    if (extension.backgroundState === 'running') resolve(null)
    else extension.once('background-script-started', () => resolve(null))
  })`
}

/**
 * Loads a page of the extension in a tab. puppeteer's `goto` waits for an event that Firefox does not
 * send for `moz-extension:`, so the command is sent without waiting, and the page is polled.
 */
async function showExtensionPage(browser: Browser, page: Page, url: string): Promise<void> {
  await sendBidi(browser, 'browsingContext.navigate', {
    context: bidiContext(page),
    url,
    wait: 'none',
  })
  await page.waitForFunction(
    (wanted: string) => location.href === wanted && document.readyState === 'complete',
    { polling: 50 },
    url,
  )
}

function geckoId(extension: string): string {
  const text = readFileSync(join(extension, 'manifest.json'), 'utf8')
  return (JSON.parse(text) as Manifest).browser_specific_settings.gecko.id
}
