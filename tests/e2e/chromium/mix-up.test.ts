import { mixUp } from '../scenarios/mix-up.ts'
import { launchChromium } from '../support/chromium.ts'

mixUp(launchChromium, 'chromium')
