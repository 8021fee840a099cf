import { decoupled } from '../scenarios/decoupled.ts'
import { launchChromium } from '../support/chromium.ts'

decoupled(launchChromium, 'chromium')
