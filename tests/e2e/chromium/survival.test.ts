import { survival } from '../scenarios/survival.ts'
import { launchChromium } from '../support/chromium.ts'

survival(launchChromium, 'chromium')
