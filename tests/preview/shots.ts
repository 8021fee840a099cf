import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { launch, type Page } from 'puppeteer-core'
import { build, preview } from 'vite'
import { quietArguments, sandboxArguments } from '../e2e/support/chromium.ts'
import { findChromium } from '../e2e/support/find-browsers.ts'
import { removeShots, shotName } from './shot-files.ts'
import { heights, type Story, storyHash, themes, widths } from './story.ts'
import { viteConfig } from './vite-config.ts'

/** So many pages draw at the same time. */
const pages = 2

/**
 * Draws every story in every width and theme: one PNG each, named `<story>.<width>.<theme>.png`. Gives the stories
 * that could not be shown, each with its reason.
 */
export async function shoot(folder: string): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true })
  await removeShots(folder)
  await build(viteConfig)
  const server = await preview({ ...viteConfig, preview: { host: '127.0.0.1', port: 0 } })
  const base = server.resolvedUrls?.local[0] ?? ''
  const browser = await startBrowser()
  const stories = await storiesOf(await browser.newPage(), base)
  const left = stories.flatMap((story) => widths[story.screen].map((width) => ({ story, width })))
  const failed: string[] = []
  const work = async () => {
    // Each in its own window: a background tab is not painted.
    const context = await browser.createBrowserContext()
    const page = await context.newPage()
    // Times stand still, so that two runs differ only where a screen does.
    await page.evaluateOnNewDocument(stopClock, Date.now())
    await page.goto(new URL('story.html', base).href)
    await page.addStyleTag({ content: still })
    for (let next = left.shift(); next; next = left.shift()) {
      const problem = await draw(page, next, folder)
      if (problem !== null) failed.push(problem)
    }
  }
  await Promise.all(Array.from({ length: pages }, work))
  await browser.close()
  await server.close()
  return failed
}

function startBrowser() {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('No Chromium found: run `node tests/setup/browsers.ts`')
  const args = [...quietArguments, ...sandboxArguments(), '--hide-scrollbars']
  return launch({ executablePath, pipe: true, args })
}

/** The overview knows them; this script itself cannot load the code of the screens. */
async function storiesOf(page: Page, base: string): Promise<readonly Story[]> {
  await page.goto(base)
  const found = await page.evaluate(() => document.documentElement.dataset['stories'] ?? '[]')
  await page.close()
  return JSON.parse(found) as readonly Story[]
}

interface Shot {
  readonly story: Pick<Story, 'name' | 'screen'>
  readonly width: number
}

async function draw(page: Page, { story, width }: Shot, folder: string): Promise<string | null> {
  const { name, screen } = story
  await page.setViewport({ width, height: heights[screen] })
  await page.evaluate(goTo, storyHash(name, 'light'))
  await page.waitForSelector(`html[data-story="${name}"]`)
  const error = await page.evaluate(() => document.documentElement.dataset['error'])
  if (error !== undefined) return `${name}: ${error}`
  for (const theme of themes) {
    await page.evaluate(setTheme, theme)
    const file = shotName(name, width, theme)
    await page.screenshot({
      path: join(folder, file) as `${string}.png`,
      // Only the held page is longer than its window.
      fullPage: screen === 'held',
      optimizeForSpeed: true,
    })
  }
  return null
}

/** Themes do not fade in, and spinners stay in their first position. */
const still = '*, ::before, ::after { transition: none !important; animation: none !important }'

/** Runs in the page before its own scripts. */
function stopClock(now: number): void {
  Date.now = () => now
}

/** Runs in the page: it draws the story anew, also where it is the same. */
function goTo(hash: string): void {
  delete document.documentElement.dataset['story']
  if (location.hash === hash) dispatchEvent(new HashChangeEvent('hashchange'))
  else location.hash = hash
}

/** Runs in the page; the screenshot itself waits for the next frame. */
function setTheme(theme: string): void {
  document.documentElement.dataset['theme'] = theme
}
