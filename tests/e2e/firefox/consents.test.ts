import { consents } from '../scenarios/consents.ts'
import { launchFirefox } from '../support/firefox.ts'

consents(launchFirefox, 'firefox')
