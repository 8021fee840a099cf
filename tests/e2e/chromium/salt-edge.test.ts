import { saltEdge } from '../scenarios/salt-edge.ts'
import { launchChromium } from '../support/chromium.ts'

saltEdge(launchChromium, 'chromium')
