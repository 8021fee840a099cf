import { mutualTls } from '../scenarios/mtls.ts'
import { launchFirefox } from '../support/firefox.ts'

mutualTls(launchFirefox, 'firefox')
