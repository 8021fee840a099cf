import { heldPage } from '../scenarios/held-page.ts'
import { launchFirefox } from '../support/firefox.ts'

heldPage(launchFirefox, 'firefox')
