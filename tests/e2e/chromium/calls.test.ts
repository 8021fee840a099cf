import { calls } from '../scenarios/calls.ts'
import { launchChromium } from '../support/chromium.ts'

calls(launchChromium, 'chromium')
