import { env, exit, platform, argv } from 'node:process'
import { createWorld } from '../e2e/support/world.ts'
import { launchChromium } from '../e2e/support/chromium.ts'
import { driveItself } from './drive.ts'
import { invite } from './invite.ts'

const hasDisplay = platform !== 'linux' || Boolean(env['DISPLAY'] ?? env['WAYLAND_DISPLAY'])
const headless = argv.includes('--headless') || !hasDisplay

// It drives itself from the first run on; a person finds a profile with its key, and more time.
const world = await createWorld(launchChromium, 'chromium', {
  launch: { headless },
  granted: !headless,
  profile: false,
  requestUriLifetime: headless ? 90 : 590,
})
const held = headless ? await driveItself(world) : await invite(world)
await world.close()
exit(held ? 0 : 1)
