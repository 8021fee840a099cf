import { consents } from '../scenarios/consents.ts'
import { launchChromium } from '../support/chromium.ts'

consents(launchChromium, 'chromium')
