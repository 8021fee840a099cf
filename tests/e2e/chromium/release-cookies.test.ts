import { releaseCookies } from '../scenarios/release-cookies.ts'
import { launchChromium } from '../support/chromium.ts'

releaseCookies(launchChromium, 'chromium')
