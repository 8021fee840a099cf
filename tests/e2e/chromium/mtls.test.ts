import { mutualTls } from '../scenarios/mtls.ts'
import { launchChromium } from '../support/chromium.ts'

mutualTls(launchChromium, 'chromium')
