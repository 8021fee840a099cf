import { discovery } from '../scenarios/discovery.ts'
import { launchChromium } from '../support/chromium.ts'

discovery(launchChromium, 'chromium')
