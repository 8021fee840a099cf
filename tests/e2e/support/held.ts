import type { Frame, Page } from 'puppeteer-core'
import type { AnyWorld } from './world.ts'

type Context = { readonly tabId: number; readonly documentUrl?: string }
type Rule = { readonly id: number }
type Extension = {
  runtime: { getContexts(filter: object): Promise<readonly Context[]> }
  storage: { session: { get(key: string): Promise<Record<string, unknown>> } }
  declarativeNetRequest: { getSessionRules(): Promise<readonly Rule[]> }
}

/** One value of `storage.session`. */
export async function sessionOf({ page }: AnyWorld, key: string): Promise<unknown> {
  const text = await page.evaluate(async (name) => {
    const scope = globalThis as unknown as { browser?: Extension; chrome: Extension }
    const stored = await (scope.browser ?? scope.chrome).storage.session.get(name)
    return JSON.stringify(stored[name] ?? null)
  }, key)
  return JSON.parse(text)
}

/** The hold rules that are active in the browser. */
export async function heldRules({ page }: Pick<AnyWorld, 'page'>): Promise<readonly Rule[]> {
  const text = await page.evaluate(async () => {
    const scope = globalThis as unknown as { browser?: Extension; chrome: Extension }
    return JSON.stringify(
      await (scope.browser ?? scope.chrome).declarativeNetRequest.getSessionRules(),
    )
  })
  return JSON.parse(text) as readonly Rule[]
}

/** The tabs that show a held page. */
export async function heldTabs({ page }: AnyWorld): Promise<readonly number[]> {
  const text = await page.evaluate(async () => {
    const scope = globalThis as unknown as { browser?: Extension; chrome: Extension }
    const { runtime } = scope.browser ?? scope.chrome
    const contexts = await runtime.getContexts({ contextTypes: ['TAB'] })
    const held = contexts.filter(({ documentUrl }) => documentUrl?.endsWith('/held.html'))
    return JSON.stringify(held.map(({ tabId }) => tabId))
  })
  return JSON.parse(text) as readonly number[]
}

/** Waits for the tab that shows the held page. */
export async function byHeldPage({ driver }: AnyWorld): Promise<Page> {
  const url = driver.extensionUrl('held.html')
  for (;;) {
    const pages = await driver.browser.pages()
    for (const page of pages) if ((await addressOf(page)) === url) return page
  }
}

/** Waits for the held page in a frame of a page. */
export async function heldFrame(page: Page): Promise<Frame> {
  return page.waitForFrame(async (frame) => (await addressOf(frame)).endsWith('/held.html'))
}

/** BiDi does not report the URL of an extension page; the page itself does. */
function addressOf(surface: Page | Frame): Promise<string> {
  return surface.evaluate(() => location.href).catch(() => '')
}
