import { launch, type Browser, type Page } from 'puppeteer-core'
import axe from 'axe-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { htmlReports } from '../../samples/html-reports.ts'
import { quietArguments } from '../support/chromium.ts'
import { findChromium } from '../support/find-browsers.ts'

const themes = ['light', 'dark'] as const

describe('an HTML report', () => {
  let browser: Browser
  let page: Page
  beforeAll(async () => {
    const executablePath = findChromium()
    if (executablePath === undefined) throw new Error('Chromium is missing')
    browser = await launch({ executablePath, args: [...quietArguments, '--no-sandbox'] })
    page = await browser.newPage()
    await page.setBypassCSP(true)
  })
  afterAll(() => browser?.close())

  // Of one flow, and of several, which have all the others.
  const cases = [htmlReports.at(0), htmlReports.at(-1)]
    .filter((each) => each !== undefined)
    .flatMap(([name, markup]) =>
      themes.flatMap((theme) => [1000, 480].map((width) => ({ name, markup, theme, width }))),
    )

  test.each(cases)('of $name has no axe violation, $theme at $width', async (shown) => {
    const { markup, theme, width } = shown
    await page.setViewport({ width, height: 800 })
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }])
    await page.setContent(markup)
    await page.evaluate(axe.source)
    const found = await page.evaluate(async () => {
      const { axe: run } = globalThis as unknown as { axe: typeof import('axe-core') }
      const { violations } = await run.run(document, { resultTypes: ['violations'] })
      return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
    })
    expect(found).toEqual([])
  })
})
