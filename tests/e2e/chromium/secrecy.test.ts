import { secrecy } from '../scenarios/secrecy.ts'
import { launchChromium } from '../support/chromium.ts'

secrecy(launchChromium, 'chromium')
