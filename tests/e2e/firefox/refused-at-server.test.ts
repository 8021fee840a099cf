import { refusedAtServer } from '../scenarios/refused-at-server.ts'
import { launchFirefox } from '../support/firefox.ts'

refusedAtServer(launchFirefox, 'firefox')
