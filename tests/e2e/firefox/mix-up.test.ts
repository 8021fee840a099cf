import { mixUp } from '../scenarios/mix-up.ts'
import { launchFirefox } from '../support/firefox.ts'

mixUp(launchFirefox, 'firefox')
