import { holdFrame } from '../scenarios/hold-frame.ts'
import { launchFirefox } from '../support/firefox.ts'

holdFrame(launchFirefox, 'firefox')
