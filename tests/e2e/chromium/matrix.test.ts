import { matrix } from '../scenarios/matrix.ts'
import { launchChromium } from '../support/chromium.ts'

matrix(launchChromium, 'chromium')
