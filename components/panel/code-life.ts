import type { Flow } from '@/lib/flow/flow'
import type { RuleProfile } from '@/lib/rules/profiles'
import { t } from '@/lib/i18n'
import { firstValue } from './params'

/** No response says how long its code lives: the longest that the rule set allows, in milliseconds. */
const longest: Readonly<Record<RuleProfile, number>> = {
  ofm: 60_000,
  fapi2: 60_000,
  oauth2: 600_000,
}

const notes = {
  ofm: 'panel.code_life.fapi2',
  fapi2: 'panel.code_life.fapi2',
  oauth2: 'panel.code_life.oauth2',
} as const

/** What the life of a code is assumed from. */
export function codeLifeNote(profile: RuleProfile): string {
  return t(notes[profile])
}

export interface CodeLife {
  readonly from: number
  readonly until: number
}

/** From when to when the newest code of a flow lives; null where none came. */
export function codeLife(flow: Flow): CodeLife | null {
  const response = flow.messages.findLast(
    (message) =>
      message.kind === 'authorization-response' && firstValue(message.params, 'code') !== undefined,
  )
  return response ? { from: response.at, until: response.at + longest[flow.ruleProfile] } : null
}
