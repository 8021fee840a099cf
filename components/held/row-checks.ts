import { resultText, statusOf } from '@/components/ui/result-text'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import type { RuleResult, Status } from '@/lib/model/rule-result'
import type { SpecRef } from '@/lib/model/spec-links'
import { statusOrder } from '@/lib/model/status'

/** What one check says of a parameter. */
export interface RowCheck {
  readonly id: string
  readonly about: string
  readonly status: Status
  readonly text: string
  /** What was seen, where it does not hold. */
  readonly seen: string | undefined
  /** What it was compared with, where it does not hold. */
  readonly expected: string | undefined
  readonly specRef: SpecRef | undefined
}

const bad: ReadonlySet<Status> = new Set(['fail', 'warn'])

/** Checks that compare with the request or the issuer say more than those that look at the text alone. */
const telling: ReadonlySet<string> = new Set([
  'ar-state-match',
  'ar-iss-match',
  'ar-error-registered',
  'jarm-state',
  'jarm-iss',
])

/**
 * What the checks say of a parameter: all that does not hold, the worst first, else the one that says most;
 * nothing where no check is about it.
 */
export function rowChecks({ results }: AuthorizationResponse, name: string): readonly RowCheck[] {
  const about = sorted(results.filter((result) => result.about === name))
  const failed = about.filter((result) => bad.has(statusOf(result)))
  if (failed.length > 0) return failed.map(checkOf)
  const shown = about.find(({ id }) => telling.has(id)) ?? about[0]
  return shown ? [checkOf(shown)] : []
}

/** What does not hold and is about none of the parameters that are shown. */
export function otherChecks(
  { results }: AuthorizationResponse,
  names: readonly string[],
): readonly RowCheck[] {
  return sorted(results)
    .filter((result) => bad.has(statusOf(result)) && !names.includes(result.about))
    .map(checkOf)
}

function sorted(results: readonly RuleResult[]): readonly RuleResult[] {
  const rank = (result: RuleResult) => statusOrder.indexOf(statusOf(result))
  return results.toSorted((a, b) => rank(a) - rank(b))
}

function checkOf(result: RuleResult): RowCheck {
  const status = statusOf(result)
  const finding = bad.has(status) ? result.findings[0] : undefined
  return {
    id: result.id,
    about: result.about,
    status,
    text: resultText(result),
    seen: finding?.seen,
    expected: finding?.expected,
    specRef: result.refs[0],
  }
}
