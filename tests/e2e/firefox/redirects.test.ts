import { redirects } from '../scenarios/redirects.ts'
import { launchFirefox } from '../support/firefox.ts'

redirects(launchFirefox, 'firefox')
