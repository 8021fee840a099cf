import { privateWindow } from '../scenarios/private-window.ts'
import { launchChromium } from '../support/chromium.ts'

privateWindow(launchChromium, 'chromium')
