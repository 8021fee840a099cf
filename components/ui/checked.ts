import type { RuleResult } from '@/lib/model/rule-result'

/** A result, and the message that it belongs to. */
export interface Checked {
  readonly result: RuleResult
  readonly messageId?: string
  /** Names the message where there are several. */
  readonly messageName?: string
}
