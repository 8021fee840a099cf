import { fromNewProfile } from '../scenarios/from-new-profile.ts'
import { launchChromium } from '../support/chromium.ts'

fromNewProfile(launchChromium, 'chromium')
