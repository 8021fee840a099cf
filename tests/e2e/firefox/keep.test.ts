import { keep } from '../scenarios/keep.ts'
import { launchFirefox } from '../support/firefox.ts'

keep(launchFirefox, 'firefox')
