import { survivesKills } from '../scenarios/kills.ts'
import { launchFirefox } from '../support/firefox.ts'

survivesKills(launchFirefox, 'firefox')
