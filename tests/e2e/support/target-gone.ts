import type { Browser, Target } from 'puppeteer-core'

/** Resolves once a target is gone, which it may be already. */
export function whenGone(browser: Browser, target: Target): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const listener = (destroyed: Target) => {
    if (destroyed !== target) return
    browser.off('targetdestroyed', listener)
    resolve()
  }
  browser.on('targetdestroyed', listener)
  if (!browser.targets().includes(target)) resolve()
  return promise
}
