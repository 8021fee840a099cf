import type { Browser, Page } from 'puppeteer-core'
import type { Certificates } from './certificates.ts'

/** The two browsers that the extension is built for. */
type BrowserName = 'chromium' | 'firefox'

/** Options to start a browser for one test. */
export type LaunchOptions = {
  /** The folder of the unpacked extension. */
  extension: string
  /** The browser's executable; by default the one that `find-browsers.ts` finds. */
  executable?: string
  /** Without a window; true by default. A window needs a display (see `xvfb.ts`). */
  headless?: boolean
  /** The X display to show the window on, such as `:99`. */
  display?: string
  /** Match patterns of the hosts that are granted from the start. */
  granted?: string[]
  /**
   * The effect of `permissions.request` after a real click: `accept` (the default) grants without a
   * prompt, `ask` shows the browser's real prompt (see `permission-prompt.ts`).
   */
  prompts?: 'accept' | 'ask'
  /** Whether the extension may run in private windows; false by default, as in both browsers. */
  privateAllowed?: boolean
  /** Host names that resolve to 127.0.0.1, on any port. */
  loopbackHosts?: string[]
  /** Whether self-signed certificates are accepted; false by default. */
  acceptInsecureCerts?: boolean
  /** Certificates for the browser's own store, as if the user had imported them. */
  certificates?: Certificates
  /** Further arguments of the browser's command line. */
  args?: string[]
  /** A profile folder to start from; a copy is used. */
  profile?: string
  /** Looks into the profile folder once the browser has closed, before the folder is removed. */
  afterClose?: (profile: string) => void
}

/** A running browser with the extension; all promises reject if the browser fails. */
export type Driver = {
  name: BrowserName
  browser: Browser
  /** `extensionUrl('popup.html')`: the full URL of a file of the extension. */
  extensionUrl: (path: string) => string
  /** Opens an empty tab in front. */
  newPage: () => Promise<Page>
  /** Opens a page of the extension in a tab in front (or in the given tab) and waits until it has loaded. */
  openExtensionPage: (path: string, page?: Page) => Promise<Page>
  /**
   * Grants host patterns permanently, as if the user had clicked and accepted; `permissions.onAdded`
   * fires.
   */
  grant: (origins: string[]) => Promise<void>
  /**
   * Stops the service worker or event page as the browser would when idle; resolves when it has
   * stopped.
   */
  killBackground: () => Promise<void>
  /** Resolves when the background is running; starts nothing. */
  waitForBackground: () => Promise<void>
  /** Closes the browser and removes its profile. */
  close: () => Promise<void>
}
