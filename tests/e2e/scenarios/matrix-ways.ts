import type { Page } from 'puppeteer-core'
import { expect } from 'vitest'
import type { OpenBy } from '../../sandbox/app-openers.ts'
import type { Pushed, PushOptions } from '../../sandbox/data-consumer.ts'
import { redirectUrisOf, secureRedirectUrisOf, type Origins } from '../../sandbox/origins.ts'
import { evaluateInFirefox } from '../support/bidi.ts'
import { whenAnswered } from '../support/watching.ts'
import type { StoredFlow, World } from '../support/world.ts'

import { silentModes, type Mode } from './matrix-modes.ts'

type BrowserName = 'chromium' | 'firefox'

/** A place that a response can be sent to. */
type Place =
  | keyof ReturnType<typeof redirectUrisOf>
  | keyof NonNullable<ReturnType<typeof secureRedirectUrisOf>>

/** A request that is about to be opened. */
export interface Opening {
  readonly world: World
  readonly pushed: Pushed
  /** The authorize URL. */
  readonly url: string
}

/** One row of the table: how the browser comes to the server, and from there to the application. */
export interface Way {
  readonly name: string
  /** The live page when absent. */
  readonly to?: Place
  readonly push?: PushOptions
  /** Parley opens the request in a tab when absent. */
  readonly open?: (opening: Opening) => Promise<void>
  /** What is done once the response was seen, before the call of the redirect_uri has ended. */
  readonly meanwhile?: (world: World) => Promise<void> | void
  /** What is done once it has ended; gives the flow as it is then. */
  readonly after?: (cell: Omit<Opening, 'url'>) => Promise<StoredFlow>
  /** The result of the call of the redirect_uri; none where the browser reports nothing. */
  readonly callback?: object
  readonly response?: object
  /** The modes in which no browser, or one of them, can play this row, and why; `*` is every mode. */
  readonly impossible?: Partial<
    Readonly<Record<BrowserName | 'any', Readonly<Record<string, string>>>>
  >
  /** Its held responses are released, as those of the first row. */
  readonly released?: boolean
  /** Why no redirect of this row can be held. */
  readonly unholdable?: string
  /** The columns of this row, where they are not the usual ones. */
  readonly modes?: readonly Mode[]
}

const failed = { error: expect.stringMatching(/./) }
export const fetched = { status: 200 }
const onward = { status: 302 }

/** The tester gives the request to Parley, and opens it in a tab. */
export async function byParley({ world, url }: Opening): Promise<void> {
  await world.command('requestAdd', { text: url, details: null, open: 'tab' })
}

/** Opens a URL in a new tab. Firefox never reports that it reached a page of the extension, so the promise is not awaited. */
async function openTab({ driver }: World, url: string): Promise<void> {
  const page = await driver.newPage()
  void page.goto(url).catch(() => undefined)
}

/** An application of which Parley knows nothing opens the request. */
const byApp =
  (by: OpenBy, at: 'app' | 'sameSiteApp' = 'app', more = '') =>
  async ({ world, url }: Opening): Promise<void> => {
    await openTab(world, world.sandbox.app.opens(by, url + more, at))
  }

async function openPrivately({ world, url }: Opening): Promise<void> {
  const data = { text: url, details: null, open: null }
  const { id } = await world.command<{ id: string }>('requestAdd', data)
  await world.command('requestOpen', { id, where: 'private' })
}

/** The tester opens the URL in a tab of their own; where it was pasted before, Parley has it stored. */
const byHand =
  (pasted: boolean) =>
  async ({ world, url }: Opening): Promise<void> => {
    if (pasted) await world.command('requestAdd', { text: url, details: null, open: null })
    await openTab(world, url)
  }

async function openInContainer({ world, url }: Opening): Promise<void> {
  await evaluateInFirefox(
    world.driver.browser,
    `gBrowser.selectedTab = gBrowser.addTab(${JSON.stringify(url)}, {
      userContextId: 2,
      triggeringPrincipal: Services.scriptSecurityManager.getSystemPrincipal(),
    }), null`,
  )
}

/** The tab that shows a page of the application. */
async function appPage({ driver, sandbox }: World): Promise<Page> {
  const { app } = sandbox.origins
  const target = await driver.browser.waitForTarget((each) => each.url().startsWith(app))
  const page = await target.page()
  await page?.waitForSelector('#parameters')
  if (!page) throw new Error('No tab shows the application')
  return page
}

async function reload({ world, pushed }: Omit<Opening, 'url'>): Promise<StoredFlow> {
  await (await appPage(world)).reload()
  return whenAnswered(world, pushed.requestUri, 'replayed')
}

async function comeBack({ world, pushed }: Omit<Opening, 'url'>): Promise<StoredFlow> {
  const page = await appPage(world)
  await page.goto(`${world.sandbox.origins.app}/home`)
  await page.goBack()
  return whenAnswered(world, pushed.requestUri, 'replayed')
}

/** Takes the page out of its tab, and loads it again, as a session that is restored does. */
async function discardAndLoad({ world, pushed }: Omit<Opening, 'url'>): Promise<StoredFlow> {
  await appPage(world)
  await world.page.bringToFront()
  await world.page.evaluate(async () => {
    type Tab = { readonly id: number }
    type Tabs = {
      getCurrent(): Promise<Tab>
      query(filter: object): Promise<readonly Tab[]>
      discard(id: number): Promise<Tab | undefined>
      update(id: number, changes: object): Promise<Tab>
    }
    const scope = globalThis as unknown as { browser?: { tabs: Tabs }; chrome: { tabs: Tabs } }
    const { tabs } = scope.browser ?? scope.chrome
    const [own, all] = await Promise.all([tabs.getCurrent(), tabs.query({})])
    const other = all.find(({ id }) => id !== own.id)
    if (!other) throw new Error('No other tab')
    const discarded = await tabs.discard(other.id)
    await tabs.update(discarded?.id ?? other.id, { active: true })
  })
  return whenAnswered(world, pushed.requestUri, 'replayed')
}

async function clickStart({ driver }: World): Promise<void> {
  const pages = await driver.browser.pages()
  const starts = await Promise.all(pages.map((page) => page.$('#start').catch(() => null)))
  const link = starts.find((each) => each !== null)
  await link?.click()
}

const noPost = 'no browser posts a form again by itself'
const noScheme = 'the browser does not report a form that is posted to a custom scheme'

/** The first row, which is played in every mode. */
export const usualWay: Way = { name: 'a status 303, to a live page', callback: fetched }

export const ways: readonly Way[] = [
  { name: 'a stored request that is opened by hand', open: byHand(true), callback: fetched },
  { name: 'a request that Parley knows nothing of', open: byHand(false), callback: fetched },
  { name: 'a status 302', push: { redirectBy: 'status-302' }, callback: fetched },
  { name: 'a 303 after a POST', push: { decision: 'approve-by-page' }, callback: fetched },
  { name: 'a 307 after a POST', push: { redirectBy: 'status-307' }, callback: fetched },
  {
    name: 'a server that got a code of another one before',
    released: true,
    push: { redirectBy: 'broker' },
    callback: fetched,
  },
  { name: 'a chain on one host', push: { redirectBy: 'chain' }, callback: fetched },
  {
    name: 'a chain over other hosts',
    released: true,
    push: { redirectBy: 'chain-hosts' },
    callback: fetched,
  },
  {
    name: 'a meta refresh',
    released: true,
    push: { redirectBy: 'meta-refresh' },
    callback: fetched,
  },
  { name: 'location.replace', push: { redirectBy: 'script' }, callback: fetched },
  { name: 'location.assign', push: { redirectBy: 'script-assign' }, callback: fetched },
  { name: 'a link', push: { redirectBy: 'link' }, callback: fetched },
  {
    name: 'window.open of the bank',
    push: { redirectBy: 'window-open' },
    callback: fetched,
  },
  {
    name: 'a link of the bank to a new tab',
    push: { redirectBy: 'blank-link' },
    callback: fetched,
  },
  { name: 'an app that redirects to the bank', open: byApp('redirect'), callback: fetched },
  { name: 'an app whose script goes to the bank', open: byApp('script'), callback: fetched },
  { name: 'a popup of the app', released: true, open: byApp('popup'), callback: fetched },
  { name: 'a new tab of the app', open: byApp('new-tab'), callback: fetched },
  {
    name: 'an iframe on the same site, prompt=none',
    to: 'sameSite',
    push: { prompt: 'none' },
    open: byApp('iframe', 'sameSiteApp', '&prompt=none'),
    callback: fetched,
    response: { frame: 'sub' },
    released: true,
  },
  {
    name: 'an iframe on another site, prompt=none',
    push: { prompt: 'none' },
    open: byApp('iframe', 'app', '&prompt=none'),
    callback: fetched,
    response: { frame: 'sub' },
    modes: silentModes,
  },
  {
    name: 'a page that was rendered before the click',
    to: 'sameSite',
    open: byApp('prerender', 'sameSiteApp'),
    meanwhile: clickStart,
    callback: fetched,
    impossible: {
      firefox: { '*': 'Firefox renders no page before it is asked for' },
      chromium: { form_post: 'Chromium gives up a page rendered before the click when it posts' },
    },
  },
  {
    name: 'a reload',
    after: reload,
    callback: fetched,
    impossible: { firefox: { form_post: 'Firefox asks a person before it posts again' } },
  },
  {
    name: 'the way back',
    after: comeBack,
    callback: fetched,
    impossible: { any: { form_post: noPost } },
  },
  {
    name: 'a tab that was discarded and is loaded again',
    after: discardAndLoad,
    callback: fetched,
    impossible: { any: { form_post: noPost } },
  },
  { name: 'a host that refuses', to: 'dead', callback: failed },
  { name: 'a host that does not exist', to: 'unknownHost', callback: failed },
  {
    name: 'a host that never answers',
    to: 'silent',
    open: async (opening) => {
      opening.world.sandbox.app.setSilent(true)
      await byParley(opening)
    },
    meanwhile: ({ sandbox }) => sandbox.app.setSilent(false),
    callback: failed,
  },
  {
    name: 'an upgrade to https',
    impossible: {
      any: {
        '*': 'neither browser upgrades a loopback address, even on request',
      },
    },
  },
  { name: 'a bad certificate', to: 'badCertificate', callback: failed },
  { name: 'a universal link', to: 'universalLink', callback: fetched },
  {
    name: 'a custom scheme, from a server that got a code of another one before',
    to: 'customScheme',
    push: { redirectBy: 'broker' },
    impossible: { any: { form_post: noScheme } },
    unholdable: 'declarativeNetRequest redirects http and https only',
  },
  {
    name: 'a custom scheme',
    to: 'customScheme',
    impossible: { any: { form_post: noScheme } },
    unholdable: 'declarativeNetRequest redirects http and https only',
  },
  { name: 'an app that redirects on without the response', to: 'hop', callback: onward },
  { name: 'an app that redirects on with the response', to: 'onward', callback: onward },
  { name: 'an app that leaves by script', to: 'script', callback: fetched },
  { name: 'a private window', open: openPrivately, callback: fetched },
  {
    name: 'a container',
    open: openInContainer,
    callback: fetched,
    impossible: { chromium: { '*': 'Chromium has no containers' } },
  },
]

/** The redirect_uri of a row. */
export function redirectUriOf(origins: Origins, { to = 'live' }: Way): string {
  const all: Partial<Record<Place, string>> = {
    ...redirectUrisOf(origins),
    ...secureRedirectUrisOf(origins),
  }
  const found = all[to]
  if (found === undefined) throw new Error(`No ${to}`)
  return found
}

/** Why a cell cannot be played in a browser; nothing where it can. */
export function whyImpossible(
  { impossible = {} }: Way,
  mode: string,
  browser: BrowserName,
): string | undefined {
  const reasons = { ...impossible.any, ...impossible[browser] }
  return reasons[mode] ?? reasons['*']
}
