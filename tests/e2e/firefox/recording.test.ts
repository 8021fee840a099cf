import { recording } from '../scenarios/recording.ts'
import { launchFirefox } from '../support/firefox.ts'

recording(launchFirefox, 'firefox')
