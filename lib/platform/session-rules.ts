import { browser, type Browser } from 'wxt/browser'
import type { Ports } from '@/lib/background/ports'
import type { HoldRule } from '@/lib/flow/hold/hold-rules'

const actions: Readonly<Record<HoldRule['effect'], Browser.declarativeNetRequest.Rule['action']>> =
  {
    hold: { type: 'redirect', redirect: { extensionPath: '/held.html' } },
    'let-through': { type: 'allow' },
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
      addRules: add.map(({ id, effect, priority, condition }) => ({
        id,
        priority,
        action: actions[effect],
        condition: condition as unknown as Browser.declarativeNetRequest.RuleCondition,
      })),
    }),
}
