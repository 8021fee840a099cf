import { decoupled } from '../scenarios/decoupled.ts'
import { launchFirefox } from '../support/firefox.ts'

decoupled(launchFirefox, 'firefox')
