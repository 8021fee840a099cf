import { verdicts } from '../scenarios/verdicts.ts'
import { launchFirefox } from '../support/firefox.ts'

verdicts(launchFirefox, 'firefox')
