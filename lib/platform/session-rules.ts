import { browser, type Browser } from 'wxt/browser'
import type { Ports } from '@/lib/background/ports'
import type { HoldRule } from '@/lib/flow/hold/hold-rules'

const effects: Readonly<
  Record<HoldRule['effect'], Pick<Browser.declarativeNetRequest.Rule, 'action' | 'priority'>>
> = {
  hold: { priority: 1, action: { type: 'redirect', redirect: { extensionPath: '/held.html' } } },
  'let-through': { priority: 2, action: { type: 'allow' } },
}

/** Session rules: the browser drops them when it closes. */
export const holdRules: Ports['holdRules'] = {
  matchesResponseHeaders: !import.meta.env.FIREFOX,
  ids: async () => {
    const rules = await browser.declarativeNetRequest.getSessionRules()
    return rules.map(({ id }) => id)
  },
  update: (add, remove) =>
    browser.declarativeNetRequest.updateSessionRules({
      removeRuleIds: [...remove],
      addRules: add.map(({ id, effect, condition }) => ({
        id,
        ...effects[effect],
        condition: condition as unknown as Browser.declarativeNetRequest.RuleCondition,
      })),
    }),
}
