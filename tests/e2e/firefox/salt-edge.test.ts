import { saltEdge } from '../scenarios/salt-edge.ts'
import { launchFirefox } from '../support/firefox.ts'

saltEdge(launchFirefox, 'firefox')
