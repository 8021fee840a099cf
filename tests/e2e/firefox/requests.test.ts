import { requests } from '../scenarios/requests.ts'
import { launchFirefox } from '../support/firefox.ts'

requests(launchFirefox, 'firefox')
