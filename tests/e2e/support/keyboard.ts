import { execFile } from 'node:child_process'
import { env } from 'node:process'
import { promisify } from 'node:util'
import { evaluateInFirefox } from './bidi.ts'
import type { Driver } from './driver.ts'
import { findProgram } from './find-browsers.ts'

const run = promisify(execFile)

/** The letters of Parley's keyboard shortcuts, all with Alt and Shift. */
const letters = { pushAndOpen: 'n', hold: 'h' } as const

/**
 * Presses one of Parley's shortcuts: in Chromium with the real keyboard of an X display, in Firefox
 * through the browser window's own `key` element, because it may be headless.
 */
export async function pressKey(
  driver: Driver,
  name: keyof typeof letters,
  display?: string,
): Promise<void> {
  const letter = letters[name]
  if (driver.name === 'firefox') {
    await evaluateInFirefox(
      driver.browser,
      `Promise.resolve().then(() => {
        const keys = [...document.querySelectorAll('keyset[id^="ext-keyset"] key')]
        const key = keys.find((one) => /^${letter}$/i.test(one.getAttribute('key') ?? ''))
        key.doCommand()
        return key.getAttribute('modifiers')
      })`,
    )
    return
  }
  const xdotool = findProgram('xdotool')
  if (!xdotool || !display) throw new Error('The keyboard of Chromium needs xdotool and a display')
  await run(xdotool, ['key', `alt+shift+${letter}`], { env: { ...env, DISPLAY: display } })
}
