import type { NegativeTest, ProbeOutcome, ProbeReason } from '@/lib/model/probe'
import type { Probe, ProbeFacts, ProbeStep, Refusal } from './model'

/** What was received for a request. */
export type Received =
  | {
      readonly kind: 'response'
      readonly status: number
      /** The OAuth error code; null without one. */
      readonly error: string | null
      /** The response grants what was requested. */
      readonly isGranted: boolean
    }
  | { readonly kind: 'failure'; readonly reason: ProbeReason }

/** An outcome; `reason` is set if nothing could be judged. */
export interface Judged {
  readonly outcome: ProbeOutcome
  readonly reason: ProbeReason | null
}

const notJudged = (reason: ProbeReason): Judged => ({ outcome: 'not-judged', reason })
const judged = (outcome: ProbeOutcome): Judged => ({ outcome, reason: null })

/**
 * Judges the response of an endpoint to a wrong request.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-5.2)
 */
export function outcomeOf(received: Received, refusal: Refusal): Judged {
  if (received.kind === 'failure') return notJudged(received.reason)
  const { status, error, isGranted } = received
  if (status === 429) return notJudged('rate_limited')
  if (status >= 500) return notJudged('server_error')
  if (status === 403 && error === null) return notJudged('origin')
  if (isGranted) return judged('accepted')
  if (status >= 400) return judged(isRequired(received, refusal) ? 'refused' : 'refused-otherwise')
  return error === null ? notJudged('unreadable') : judged('refused-otherwise')
}

/** Whether a refusal is as the clause says. */
function isRequired(
  { status, error }: { readonly status: number | null; readonly error: string | null },
  { statuses, errors }: Refusal,
): boolean {
  const hasStatus = statuses === undefined || status === null || statuses.includes(status)
  const hasError = errors === undefined || (error !== null && errors.includes(error))
  return hasStatus && hasError
}

type ProbeStatus = NonNullable<NegativeTest['status']>

/** How bad an outcome is. */
export function statusOf(
  outcome: ProbeOutcome,
  { probe, step }: { readonly probe: Probe; readonly step: ProbeStep },
  facts: ProbeFacts,
): ProbeStatus {
  if (outcome === 'not-judged') return 'neutral'
  if (step.expects === 'success') return outcome === 'accepted' ? 'pass' : 'fail'
  if (outcome === 'accepted') return probe.accepted?.(facts) ?? 'fail'
  return outcome === 'refused' ? 'pass' : 'warn'
}
