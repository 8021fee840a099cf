import { resultText } from '@/components/ui/result-text'
import { statusOf } from '@/lib/model/status'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { placeText, resultKey, rowOf } from '@/lib/model/result-place'
import type { RuleResult, Status } from '@/lib/model/rule-result'
import type { SpecRef } from '@/lib/model/spec-links'
import type { RuleId } from '@/lib/rules/rule-id'
import { statusOrder } from '@/lib/model/status'

/** The result of one check of a parameter. */
export interface RowCheck {
  /** The key of the result among all results of the message. */
  readonly key: string
  readonly about: string
  readonly status: Status
  readonly text: string
  /** The observed value of a failed check. */
  readonly seen: string | undefined
  /** The expected value of a failed check. */
  readonly expected: string | undefined
  readonly specRef: SpecRef | undefined
  /** The clause is shown for a passed check, too. */
  readonly citesPass: boolean
}

const bad: ReadonlySet<Status> = new Set(['fail', 'warn'])

/** Checks against the request or the issuer are more informative than checks of the text alone. */
const comparing: readonly RuleId[] = [
  'ar-state-match',
  'ar-iss-match',
  'ar-error-registered',
  'jarm-state',
  'jarm-iss',
]

/**
 * The checks of a parameter: all that failed, the worst first, otherwise the most informative one;
 * empty without checks.
 */
export function rowChecks({ results }: AuthorizationResponse, name: string): readonly RowCheck[] {
  const about = sorted(results.filter((result) => rowOf(result, ['response']) === name))
  const failed = about.filter((result) => bad.has(statusOf(result)))
  if (failed.length > 0) return failed.map(checkOf)
  const shown = about.find(({ id }) => comparing.some((each) => each === id)) ?? about[0]
  return shown ? [checkOf(shown)] : []
}

/** Failed checks of parameters without a row. */
export function otherChecks(
  { results }: AuthorizationResponse,
  names: readonly string[],
): readonly RowCheck[] {
  return sorted(results)
    .filter(
      (result) => bad.has(statusOf(result)) && !names.includes(rowOf(result, ['response']) ?? ''),
    )
    .map(checkOf)
}

function sorted(results: readonly RuleResult[]): readonly RuleResult[] {
  const rank = (result: RuleResult) => statusOrder.indexOf(statusOf(result))
  return results.toSorted((a, b) => rank(a) - rank(b))
}

/** An equal `state` needs no clause. */
const selfEvident: RuleId = 'ar-state-match'

function checkOf(result: RuleResult): RowCheck {
  const status = statusOf(result)
  const finding = bad.has(status) ? result.findings[0] : undefined
  return {
    key: resultKey(result),
    about: placeText(result),
    status,
    text: resultText(result),
    seen: finding?.seen,
    expected: finding?.expected,
    specRef: result.refs[0],
    citesPass: result.id !== selfEvident,
  }
}
