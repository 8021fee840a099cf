import { discovery } from '../scenarios/discovery.ts'
import { launchFirefox } from '../support/firefox.ts'

discovery(launchFirefox, 'firefox')
