import { negativeTests } from '../scenarios/negative-tests.ts'
import { launchChromium } from '../support/chromium.ts'

negativeTests(launchChromium, 'chromium')
