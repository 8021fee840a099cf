import { hold } from '../scenarios/hold.ts'
import { launchFirefox } from '../support/firefox.ts'

hold(launchFirefox, 'firefox')
