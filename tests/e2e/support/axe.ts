import axe from 'axe-core'
import type { Page } from 'puppeteer-core'

const themes = ['light', 'dark'] as const

/** The violations that axe finds on a page in each theme, as `theme: rule: place`. */
export async function violations(page: Page): Promise<readonly string[]> {
  await page.bringToFront()
  await page.evaluate(axe.source)
  const found: string[] = []
  for (const theme of themes) found.push(...(await violationsIn(page, theme)))
  return found
}

async function violationsIn(page: Page, theme: string): Promise<readonly string[]> {
  await page.evaluate((name) => {
    document.documentElement.dataset['theme'] = name
  }, theme)
  return page.evaluate(async (name) => {
    const { axe: run } = globalThis as unknown as { axe: typeof import('axe-core') }
    const { violations: all } = await run.run(document, { resultTypes: ['violations'] })
    return all.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${name}: ${id}: ${html}`))
  }, theme)
}

/** Stops transitions, so that no colour is measured halfway. */
export async function stopMotion(page: Page): Promise<void> {
  await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }])
}
