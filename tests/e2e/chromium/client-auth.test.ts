import { clientAuthentication } from '../scenarios/client-auth.ts'
import { launchChromium } from '../support/chromium.ts'

clientAuthentication(launchChromium, 'chromium')
