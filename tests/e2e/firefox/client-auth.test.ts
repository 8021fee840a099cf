import { clientAuthentication } from '../scenarios/client-auth.ts'
import { launchFirefox } from '../support/firefox.ts'

clientAuthentication(launchFirefox, 'firefox')
