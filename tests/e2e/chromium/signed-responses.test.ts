import { signedResponses } from '../scenarios/signed-responses.ts'
import { launchChromium } from '../support/chromium.ts'

signedResponses(launchChromium, 'chromium')
