import { signedPayloads } from '../scenarios/signed-payloads.ts'
import { launchFirefox } from '../support/firefox.ts'

signedPayloads(launchFirefox, 'firefox')
