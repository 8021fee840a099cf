import { answers } from '../scenarios/answers.ts'
import { launchChromium } from '../support/chromium.ts'

answers(launchChromium, 'chromium')
