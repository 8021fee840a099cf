import { browser } from 'wxt/browser'
import { reportNetwork } from '@/lib/platform/devtools-network'

void browser.devtools.panels.create('Parley', '/icons/32.png', '/panel.html')
reportNetwork()
