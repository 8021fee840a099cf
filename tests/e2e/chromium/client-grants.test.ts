import { grants } from '../scenarios/client-grants.ts'
import { launchChromium } from '../support/chromium.ts'

grants(launchChromium, 'chromium')
