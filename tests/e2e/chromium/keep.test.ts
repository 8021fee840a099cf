import { keep } from '../scenarios/keep.ts'
import { launchChromium } from '../support/chromium.ts'

keep(launchChromium, 'chromium')
