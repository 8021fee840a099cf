import { answers } from '../scenarios/answers.ts'
import { launchFirefox } from '../support/firefox.ts'

answers(launchFirefox, 'firefox')
