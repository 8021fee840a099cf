import { tokens } from '../scenarios/tokens.ts'
import { launchFirefox } from '../support/firefox.ts'

tokens(launchFirefox, 'firefox')
