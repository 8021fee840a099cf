import { refusedAtServer } from '../scenarios/refused-at-server.ts'
import { launchChromium } from '../support/chromium.ts'

refusedAtServer(launchChromium, 'chromium')
