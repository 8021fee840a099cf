import { holdOffline } from '../scenarios/hold-offline.ts'
import { launchFirefox } from '../support/firefox.ts'

holdOffline(launchFirefox, 'firefox')
