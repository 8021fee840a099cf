import { grants } from '../scenarios/client-grants.ts'
import { launchFirefox } from '../support/firefox.ts'

grants(launchFirefox, 'firefox')
