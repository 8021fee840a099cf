import { survivesKills } from '../scenarios/kills.ts'
import { launchChromium } from '../support/chromium.ts'

survivesKills(launchChromium, 'chromium')
