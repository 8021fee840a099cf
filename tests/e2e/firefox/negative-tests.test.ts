import { negativeTests } from '../scenarios/negative-tests.ts'
import { launchFirefox } from '../support/firefox.ts'

negativeTests(launchFirefox, 'firefox')
