import { resultText } from '@/components/ui/result-text'
import { statusOf } from '@/lib/model/status'
import { t } from '@/lib/i18n'
import type { Flow } from '@/lib/flow/model/flow'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { isUnsolicited } from '@/lib/flow/read/code-state'
import { isClosed } from '@/lib/flow/read/response-members'
import type { Profile } from '@/lib/oauth/profile'
import type { RuleResult, Status } from '@/lib/model/rule-result'
import type { SpecRef } from '@/lib/model/spec-links'
import type { RuleId } from '@/lib/rules/rule-id'
import { resultOf, valueOf } from './latest'

/** The verdict for one parameter of the response. */
export interface Verdict {
  readonly status: Status
  readonly text: string
  readonly bad: boolean
  readonly got: string | null
  /** The value that it was compared with; null if unknown. */
  readonly sent: string | null
  readonly specRef: SpecRef
}

const badStatuses: ReadonlySet<Status> = new Set(['fail', 'warn'])

function judged(result: RuleResult, got: string | null, sent: string | null, fallback: SpecRef) {
  const status = statusOf(result)
  const specRef = result.refs[0] ?? fallback
  return { status, text: resultText(result), bad: badStatuses.has(status), got, sent, specRef }
}

function unjudged(text: string, got: string | null, specRef: SpecRef): Verdict {
  return { status: 'neutral', text, bad: false, got, sent: null, specRef }
}

/** The text for a member that is missing, or inside a JARM response that could not be opened. */
export function absent(message: AuthorizationResponse): string {
  return t(isClosed(message) ? 'popup.dock.closed' : 'popup.dock.not_sent')
}

export function stateVerdict(message: AuthorizationResponse, flow: Flow): Verdict {
  const got = valueOf(message, 'state') ?? null
  const result = resultOf(message, 'ar-state-match') ?? resultOf(message, 'jarm-state')
  const clause = 'RFC6749-4.1.2'
  if (result && result.outcome !== 'not-observed')
    return judged(result, got, flow.expected.state, clause)
  const text = got === null ? absent(message) : t('popup.dock.no_request')
  return unjudged(text, got, clause)
}

/** The name of a different profile whose issuer a response names. */
function namedIssuer(got: string | null, flow: Flow, profiles: readonly Profile[]) {
  if (got === null || got === flow.issuer) return undefined
  return profiles.find(({ issuer, removedAt }) => issuer === got && removedAt === undefined)?.name
}

/**
 * The checks of the issuer, the most informative first; for a mix-up the last one may know more.
 */
const issRules: readonly RuleId[] = ['ar-iss-match', 'jarm-iss', 'ar-iss-present', 'ar-mixup']
const comparing: readonly RuleId[] = ['ar-iss-match', 'jarm-iss']

/**
 * If a different profile has the issuer, the text names that profile: the two servers are mixed up.
 */
export function issVerdict(
  message: AuthorizationResponse,
  flow: Flow,
  profiles: readonly Profile[],
): Verdict {
  const got = valueOf(message, 'iss') ?? null
  const clause = 'RFC9207-2.4'
  // The issuer of an unsolicited response is a guess from its redirect_uri.
  if (isUnsolicited(message) && got !== null)
    return unjudged(t('popup.dock.no_request'), got, clause)
  const results = issRules.flatMap((id) => resultOf(message, id) ?? [])
  const result =
    results.find(({ outcome }) => outcome === 'failed') ??
    results.find(({ outcome }) => outcome === 'crashed')
  if (result) {
    const verdict = judged(result, got, flow.issuer, clause)
    const name = namedIssuer(got, flow, profiles)
    return name === undefined ? verdict : { ...verdict, text: t('popup.dock.mixed', [name]) }
  }
  const match = results.find(
    ({ id, outcome }) => comparing.some((each) => each === id) && outcome === 'passed',
  )
  if (match) return judged(match, got, flow.issuer, clause)
  const text = got === null ? absent(message) : t('popup.dock.no_issuer')
  return unjudged(text, got, clause)
}
