import type { registry } from './registry'

/** The id of every rule. */
export type RuleId = (typeof registry)[keyof typeof registry][number]['id']
