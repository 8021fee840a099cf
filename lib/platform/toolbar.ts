import { browser } from 'wxt/browser'

/** Puts a dot on the toolbar icon, or takes it away. */
export async function showDot(shown: boolean): Promise<void> {
  await browser.action.setBadgeBackgroundColor({ color: '#1457c2' })
  await browser.action.setBadgeTextColor({ color: '#ffffff' })
  await browser.action.setBadgeText({ text: shown ? '•' : '' })
}
