import { browser } from 'wxt/browser'
import type { Ports } from '@/lib/background/ports'

export const product: Ports['product'] = {
  parley: browser.runtime.getManifest().version,
  browser: import.meta.env.FIREFOX ? 'Firefox' : 'Chromium',
}
