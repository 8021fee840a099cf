import { survival } from '../scenarios/survival.ts'
import { launchFirefox } from '../support/firefox.ts'

survival(launchFirefox, 'firefox')
