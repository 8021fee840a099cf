import { execFile } from 'node:child_process'
import { env } from 'node:process'
import { promisify } from 'node:util'
import { evaluateInFirefox } from './bidi.ts'
import type { Driver } from './driver.ts'
import { findProgram } from './find-browsers.ts'

const run = promisify(execFile)

/**
 * Waits for the browser's real permission prompt and accepts or refuses it (launch with `prompts: 'ask'`). Chromium must
 * have a window on `display`, an X display of its own; Firefox may be headless. Answers what the prompt said, as far as
 * the browser tells (Firefox only).
 */
export async function answerPermissionPrompt(
  driver: Driver,
  answer: 'accept' | 'refuse',
  display?: string,
): Promise<string> {
  if (driver.name === 'firefox') return answerInFirefox(driver, answer)
  if (!display) throw new Error('The prompt of Chromium needs a display')
  return answerInChromium(answer, display)
}

async function answerInFirefox(driver: Driver, answer: 'accept' | 'refuse'): Promise<string> {
  const button = answer === 'accept' ? 'button' : 'secondaryButton'
  const text = await evaluateInFirefox(
    driver.browser,
    `new Promise((resolve) => {
      const panel = PopupNotifications.panel
      const press = () => {
        const notification = panel.firstElementChild
        const text = notification.textContent.replace(/\\s+/g, ' ').trim()
        notification.${button}.click()
        resolve(text)
      }
      if (panel.state === 'open') press()
      else panel.addEventListener('popupshown', press, { once: true })
    })`,
  )
  return String(text)
}
