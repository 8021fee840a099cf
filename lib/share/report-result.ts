import type { MessagePart } from '@/lib/model/rule-result'
import type { Severity } from '@/lib/model/rule-profiles'
import type { ClauseText } from './report-texts'

/** A text whose backticks mark code, or one with values from outside, in which nothing is markup. */
export interface ReportText {
  readonly text: string
  readonly isProse: boolean
}

/** One thing that a report says about a message. */
export interface ReportCheck {
  /** `F1`, `W1`, `N1`. */
  readonly mark: string
  readonly status: Severity
  /** The rule; empty for a response that a client rejects. */
  readonly id: string
  /** The finding of the rule, or the code of the issue. */
  readonly code: string
  /** The parameter, claim or member. */
  readonly about: string
  /** The part of the message; for an issue, the message. */
  readonly of: MessagePart
  readonly text: ReportText
  readonly seen: string | null
  readonly expected: string | null
  readonly fix: string
  readonly clauses: readonly ClauseText[]
  /** The tests of the OpenID conformance suite that check the same. */
  readonly suite: readonly string[]
  /** The number of the message, from 1. */
  readonly message: number
}

/** A check that passed or was not run. */
export interface ReportResult {
  readonly id: string
  readonly about: string
  readonly text: string
  readonly message: number
}
