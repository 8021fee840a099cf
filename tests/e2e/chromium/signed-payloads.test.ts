import { signedPayloads } from '../scenarios/signed-payloads.ts'
import { launchChromium } from '../support/chromium.ts'

signedPayloads(launchChromium, 'chromium')
