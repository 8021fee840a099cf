import { hold } from '../scenarios/hold.ts'
import { launchChromium } from '../support/chromium.ts'

hold(launchChromium, 'chromium')
