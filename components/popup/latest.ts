import type { Flow } from '@/lib/flow/flow'
import type { AuthorizationResponse } from '@/lib/flow/message'
import type { RuleProfile } from '@/lib/rules/profiles'
import type { RuleResult } from '@/lib/rules/rule'

/** The newest response of a flow. */
export function responseOf(flow: Flow): AuthorizationResponse | undefined {
  return flow.messages.findLast((message) => message.kind === 'authorization-response')
}

/** No response says how long its code lives: the longest that the rule profile allows, in milliseconds. */
export const codeLife = {
  ofm: { ms: 60_000, note: 'popup.dock.life_fapi2' },
  fapi2: { ms: 60_000, note: 'popup.dock.life_fapi2' },
  oauth2: { ms: 600_000, note: 'popup.dock.life_oauth2' },
} as const satisfies Record<RuleProfile, { ms: number; note: string }>

export function resultOf(message: AuthorizationResponse, id: string): RuleResult | undefined {
  return message.results.find((result) => result.id === id)
}

/** The first value of a parameter, or undefined where it was not sent. */
export function valueOf(message: AuthorizationResponse, name: string): string | undefined {
  return message.params.find(([key]) => key === name)?.[1]
}
