import { stress } from '../scenarios/stress.ts'
import { launchFirefox } from '../support/firefox.ts'

stress(launchFirefox, 'firefox')
