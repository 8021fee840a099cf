import { devtoolsNetwork } from '../scenarios/devtools-network.ts'
import { launchChromium } from '../support/chromium.ts'
import { openDevtoolsPanel } from '../support/devtools-panel.ts'

devtoolsNetwork(launchChromium, 'chromium', async ({ driver }, page) => {
  await openDevtoolsPanel(driver, page, '/panel.html')
})
