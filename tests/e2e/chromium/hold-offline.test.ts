import { holdOffline } from '../scenarios/hold-offline.ts'
import { launchChromium } from '../support/chromium.ts'

holdOffline(launchChromium, 'chromium')
