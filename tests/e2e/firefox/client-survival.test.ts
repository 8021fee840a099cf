import { clientSurvival } from '../scenarios/client-survival.ts'
import { launchFirefox } from '../support/firefox.ts'

clientSurvival(launchFirefox, 'firefox')
