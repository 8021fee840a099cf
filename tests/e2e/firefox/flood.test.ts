import { flood } from '../scenarios/flood.ts'
import { launchFirefox } from '../support/firefox.ts'

flood(launchFirefox, 'firefox')
