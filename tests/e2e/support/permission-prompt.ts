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
 * Chromium's prompt ignores input for its first 500 ms, to guard against accidental clicks. No event
 * signals the end, so this is the only fixed delay (ms) in these tests.
 */
const promptGuard = 1500

/**
 * Waits for the browser's real permission prompt and accepts or denies it (launch with `prompts:
 * 'ask'`). `page` is the requesting page. Chromium must have a window on `display`, its own X
 * display; Firefox may be headless.
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

/**
 * The browser draws the prompt outside every CDP target. The prompt takes the focus from the page and
 * focuses "Deny".
 */
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
