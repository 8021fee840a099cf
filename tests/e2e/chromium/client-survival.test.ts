import { clientSurvival } from '../scenarios/client-survival.ts'
import { launchChromium } from '../support/chromium.ts'

clientSurvival(launchChromium, 'chromium')
