import { flood } from '../scenarios/flood.ts'
import { launchChromium } from '../support/chromium.ts'

flood(launchChromium, 'chromium')
