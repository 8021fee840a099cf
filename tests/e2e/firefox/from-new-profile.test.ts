import { fromNewProfile } from '../scenarios/from-new-profile.ts'
import { launchFirefox } from '../support/firefox.ts'

fromNewProfile(launchFirefox, 'firefox')
