import { execFile } from 'node:child_process'
import { env } from 'node:process'
import { setTimeout as clock } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { Page } from 'puppeteer-core'
import { evaluateInFirefox } from './bidi.ts'
import type { Driver } from './driver.ts'
import { findProgram } from './find-browsers.ts'

const run = promisify(execFile)

/**
 * Chromium's prompt takes no input for its first 500 ms, against clicks that were meant for something else. Nothing but
 * the clock tells when that is over, so this is the one wait for a time (ms) in these tests.
 */
const promptGuard = 1500

/**
 * Waits for the browser's real permission prompt and accepts or refuses it (launch with `prompts: 'ask'`). `page` is the
 * page that asked. Chromium must have a window on `display`, an X display of its own; Firefox may be headless.
 */
export async function answerPermissionPrompt(
  driver: Driver,
  page: Page,
  answer: 'accept' | 'refuse',
  display?: string,
): Promise<void> {
  if (driver.name === 'firefox') return answerInFirefox(driver, answer)
  if (!display) throw new Error('The prompt of Chromium needs a display')
  return answerInChromium(page, answer, display)
}

/** The prompt is drawn by the browser and no target of CDP: it takes the focus from the page, with "Deny" in front. */
async function answerInChromium(
  page: Page,
  answer: 'accept' | 'refuse',
  display: string,
): Promise<void> {
  const xdotool = findProgram('xdotool')
  if (!xdotool) throw new Error('No xdotool found: run `node tests/setup/browsers.ts`')
  await page.waitForFunction(() => !document.hasFocus(), { polling: 50 })
  await clock(promptGuard)
  const keys = answer === 'accept' ? ['Tab', 'Return'] : ['Return']
  await run(xdotool, ['key', ...keys], { env: { ...env, DISPLAY: display } })
  await page.waitForFunction(() => document.hasFocus(), { polling: 50 })
}

async function answerInFirefox(driver: Driver, answer: 'accept' | 'refuse'): Promise<void> {
  const button = answer === 'accept' ? 'button' : 'secondaryButton'
  await evaluateInFirefox(
    driver.browser,
    `new Promise((resolve) => {
      const panel = PopupNotifications.panel
      const press = () => {
        panel.firstElementChild.${button}.click()
        resolve(null)
      }
      if (panel.state === 'open') press()
      else panel.addEventListener('popupshown', press, { once: true })
    })`,
  )
}
