import { plainServer } from '../scenarios/plain-server.ts'
import { launchChromium } from '../support/chromium.ts'

plainServer(launchChromium, 'chromium')
