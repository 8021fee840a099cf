import type { Defence, TestedDefence } from '@/lib/flow/model/hold'
import { t } from '@/lib/i18n'

const names = {
  'wrong-state': 'ui.defence.wrong_state',
  'no-state': 'ui.defence.no_state',
  'wrong-iss': 'ui.defence.wrong_iss',
  'no-iss': 'ui.defence.no_iss',
  'used-code': 'ui.defence.used_code',
  'other-user-code': 'ui.defence.other_user_code',
  'same-twice': 'ui.defence.same_twice',
} as const satisfies Record<Defence, string>

const expected = {
  'wrong-state': ['ui.defence_expect.stops', 'ui.defence_expect.wrong_state'],
  'no-state': ['ui.defence_expect.stops', 'ui.defence_expect.no_state'],
  'wrong-iss': ['ui.defence_expect.stops', 'ui.defence_expect.wrong_iss'],
  'no-iss': ['ui.defence_expect.stops', 'ui.defence_expect.no_iss'],
  'used-code': ['ui.defence_expect.error', 'ui.defence_expect.used_code'],
  'other-user-code': ['ui.defence_expect.no_login', 'ui.defence_expect.other_user_code'],
  'same-twice': ['ui.defence_expect.once', 'ui.defence_expect.same_twice'],
} as const satisfies Record<Defence, readonly [string, string]>

export function defenceName(defence: Defence): string {
  return t(names[defence])
}

/** The behaviour of a correct app: in a few words, and how it achieves it. */
export function defenceWords(defence: Defence): readonly [what: string, how: string] {
  const [what, how] = expected[defence]
  return [t(what), t(how)]
}

export function defenceExpected(defence: Defence): string {
  return defenceWords(defence).join(': ')
}

/** A tested defence with the tester's observation, for a line of a list. */
export function defenceLine({ defence, defended }: TestedDefence): string {
  if (defended === null) return t('ui.defence_line.tested', [defenceName(defence)])
  return t(defended ? 'ui.defence_line.held' : 'ui.defence_line.failed', [defenceName(defence)])
}
