import { requests } from '../scenarios/requests.ts'
import { launchChromium } from '../support/chromium.ts'

requests(launchChromium, 'chromium')
