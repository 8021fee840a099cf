import { plainServer } from '../scenarios/plain-server.ts'
import { launchFirefox } from '../support/firefox.ts'

plainServer(launchFirefox, 'firefox')
