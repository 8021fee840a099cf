import { stress } from '../scenarios/stress.ts'
import { launchChromium } from '../support/chromium.ts'

stress(launchChromium, 'chromium')
