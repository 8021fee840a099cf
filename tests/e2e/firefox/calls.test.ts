import { calls } from '../scenarios/calls.ts'
import { launchFirefox } from '../support/firefox.ts'

calls(launchFirefox, 'firefox')
