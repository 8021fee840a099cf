import { browser } from 'wxt/browser'

void browser.devtools.panels.create('Parley', '/icons/32.png', '/panel.html')
