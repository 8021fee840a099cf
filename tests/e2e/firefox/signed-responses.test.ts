import { signedResponses } from '../scenarios/signed-responses.ts'
import { launchFirefox } from '../support/firefox.ts'

signedResponses(launchFirefox, 'firefox')
