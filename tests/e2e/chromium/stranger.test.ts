import { strangerHost } from '../scenarios/stranger.ts'
import { launchChromium } from '../support/chromium.ts'

strangerHost(launchChromium, 'chromium')
