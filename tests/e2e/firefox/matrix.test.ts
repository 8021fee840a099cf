import { matrix } from '../scenarios/matrix.ts'
import { launchFirefox } from '../support/firefox.ts'

matrix(launchFirefox, 'firefox')
