import { redirects } from '../scenarios/redirects.ts'
import { launchChromium } from '../support/chromium.ts'

redirects(launchChromium, 'chromium')
