import { registration } from '../scenarios/registration.ts'
import { launchChromium } from '../support/chromium.ts'

registration(launchChromium, 'chromium')
