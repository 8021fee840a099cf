import { registration } from '../scenarios/registration.ts'
import { launchFirefox } from '../support/firefox.ts'

registration(launchFirefox, 'firefox')
