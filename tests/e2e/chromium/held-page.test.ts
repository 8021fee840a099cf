import { heldPage } from '../scenarios/held-page.ts'
import { launchChromium } from '../support/chromium.ts'

heldPage(launchChromium, 'chromium')
