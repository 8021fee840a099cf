import { verdicts } from '../scenarios/verdicts.ts'
import { launchChromium } from '../support/chromium.ts'

verdicts(launchChromium, 'chromium')
