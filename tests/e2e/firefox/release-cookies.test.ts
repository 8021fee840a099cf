import { releaseCookies } from '../scenarios/release-cookies.ts'
import { launchFirefox } from '../support/firefox.ts'

releaseCookies(launchFirefox, 'firefox')
