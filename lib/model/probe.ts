/** What a server did with the request of a negative test. */
export const probeOutcomes = ['refused', 'refused-otherwise', 'accepted', 'not-judged'] as const

export type ProbeOutcome = (typeof probeOutcomes)[number]

/** Why a negative test is not judged. The locale has the sentence under `probes.reason`. */
export type ProbeReason =
  /** The same request without the change was refused, or its response could not be read. */
  | 'baseline'
  /** The client could not build or send the request. */
  | 'not_sent'
  | 'network'
  | 'redirect'
  | 'rate_limited'
  | 'server_error'
  /** The server refuses the browser's `Origin`, not the request. */
  | 'origin'
  | 'unreadable'
  /** The profile sends the wrong value already, so nothing was changed. */
  | 'unchanged'
  /** The assertion of the baseline expired before it was used again. */
  | 'too_late'
  /** The worker ended, or the tester stopped, while the request was under way. */
  | 'interrupted'
  | 'tab_closed'

/** A value that a negative test changed. Null means that it was not sent. */
export interface ProbeDifference {
  /** The parameter, claim, header or property. */
  readonly name: string
  readonly from: string | null
  readonly to: string | null
}

/** What marks a flow of a negative test. */
export interface NegativeTest {
  /** The step, such as `S16-no-exp`. */
  readonly step: string
  /** The same request without the change, sent first. Its request is judged. */
  readonly isBaseline: boolean
  /** Absent until the outcome is known. */
  readonly outcome?: ProbeOutcome
  /** How bad the outcome is; absent with it. */
  readonly status?: 'pass' | 'warn' | 'fail' | 'neutral'
}
