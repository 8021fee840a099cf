import { recording } from '../scenarios/recording.ts'
import { launchChromium } from '../support/chromium.ts'

recording(launchChromium, 'chromium')
