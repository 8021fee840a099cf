import { strangerHost } from '../scenarios/stranger.ts'
import { launchFirefox } from '../support/firefox.ts'

strangerHost(launchFirefox, 'firefox')
