import { secrecy } from '../scenarios/secrecy.ts'
import { launchFirefox } from '../support/firefox.ts'

secrecy(launchFirefox, 'firefox')
