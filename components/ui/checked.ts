import type { RuleResult } from '@/lib/model/rule-result'

/** A result, and the message that it belongs to. */
export interface Checked {
  readonly result: RuleResult
  readonly messageId?: string
  /** Names the message where there are several. */
  readonly messageName?: string
  /** The verdict was reached before secrets were replaced, and the file alone cannot confirm it. */
  readonly isBeforeRedaction?: true
}
