import { holdFrame } from '../scenarios/hold-frame.ts'
import { launchChromium } from '../support/chromium.ts'

holdFrame(launchChromium, 'chromium')
