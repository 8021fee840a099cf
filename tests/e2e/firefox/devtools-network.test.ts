import { devtoolsNetwork } from '../scenarios/devtools-network.ts'
import { launchFirefox } from '../support/firefox.ts'
import { openToolbox } from '../support/firefox-toolbox.ts'

devtoolsNetwork(launchFirefox, 'firefox', ({ driver }, page) => openToolbox(driver, page))
