import { privateWindow } from '../scenarios/private-window.ts'
import { launchFirefox } from '../support/firefox.ts'

privateWindow(launchFirefox, 'firefox')
