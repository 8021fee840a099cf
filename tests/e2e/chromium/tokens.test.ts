import { tokens } from '../scenarios/tokens.ts'
import { launchChromium } from '../support/chromium.ts'

tokens(launchChromium, 'chromium')
