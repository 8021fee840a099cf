import { env, getuid, platform } from 'node:process'
import { defineWebExtConfig } from 'wxt'
import { findChromium, findFirefox } from './tests/e2e/support/find-browsers.ts'

const chromium = findChromium()
const firefox = findFirefox()
const hasDisplay = platform !== 'linux' || Boolean(env['DISPLAY'] ?? env['WAYLAND_DISPLAY'])
const isRoot = platform === 'linux' && getuid?.() === 0

/** The browsers that `npm run dev` and `npm run dev:firefox` start. Chromium's sandbox does not work for root. */
export default defineWebExtConfig({
  binaries: { ...(chromium && { chrome: chromium }), ...(firefox && { firefox }) },
  chromiumArgs: [
    ...(isRoot ? ['--no-sandbox'] : []),
    ...(hasDisplay ? [] : ['--headless=new', '--remote-debugging-port=9222']),
  ],
  firefoxArgs: hasDisplay ? [] : ['-headless'],
})
