import { rulePages } from '@/lib/catalogue/rule-pages'
import type { Flow } from '@/lib/flow/model/flow'
import { issuesOf } from '@/lib/flow/read/endpoint-response'
import type { Issue } from '@/lib/model/issue'
import type { Finding, RuleResult } from '@/lib/model/rule-result'
import { severityOrder, type Severity } from '@/lib/model/rule-profiles'
import { probeInReport, type ProbeInReport } from './report-probe'
import type { ReportCheck, ReportResult } from './report-result'
import type { ReportTexts } from './report-texts'

export interface ReportChecks {
  /** The negative test of the flow, which is also one of the others; null without one. */
  readonly probe: ProbeInReport | null
  readonly findings: readonly ReportCheck[]
  readonly passed: readonly ReportResult[]
  readonly unchecked: readonly ReportResult[]
}

const letters: Readonly<Record<Severity, string>> = { fail: 'F', warn: 'W', info: 'N' }

type Unmarked = Omit<ReportCheck, 'mark'>

/** The checks of a flow, the worst first, then in the order of the messages. */
export function checksOf(flow: Flow, texts: ReportTexts): ReportChecks {
  const all = flow.messages.map((message, index) => ({ message, number: index + 1 }))
  const found = all.flatMap(({ message, number }): readonly Unmarked[] => [
    ...issuesOf(message).map((issue) => issueCheck(issue, number, texts)),
    ...message.results.flatMap((result) => failedChecks(result, number, texts)),
  ])
  const results = (wanted: readonly RuleResult['outcome'][], text: (id: string) => string) =>
    all.flatMap(({ message, number }) =>
      message.results
        .filter(({ outcome }) => wanted.includes(outcome))
        .map(({ id, about }) => ({ id, about, text: text(id), message: number })),
    )
  const probe = probeInReport(flow, texts)
  const ofProbe = (kind: 'passed' | 'unchecked') => (probe?.kind === kind ? [probe.result] : [])
  return {
    probe,
    findings: marked(probe?.kind === 'finding' ? [probe.check, ...found] : found),
    passed: [...ofProbe('passed'), ...results(['passed'], texts.passed)],
    unchecked: [
      ...ofProbe('unchecked'),
      ...results(['not-observed', 'crashed'], () => texts.say('not_observed')),
    ],
  }
}

function marked(found: readonly Unmarked[]): readonly ReportCheck[] {
  return severityOrder.flatMap((status) =>
    found
      .filter((each) => each.status === status)
      .map((each, index) => ({ ...each, mark: `${letters[status]}${index + 1}` })),
  )
}

function issueCheck(issue: Issue, message: number, texts: ReportTexts): Unmarked {
  const { code, field = '', about = field, seen = '', expected = '' } = issue
  return {
    status: 'fail',
    id: '',
    code,
    about,
    of: 'message',
    text: { text: texts.issue(code, { field, about, seen, expected }), isProse: false },
    seen: issue.seen ?? null,
    expected: issue.expected ?? null,
    fix: '',
    clauses: [],
    suite: [],
    message,
  }
}

function failedChecks(
  result: RuleResult,
  message: number,
  texts: ReportTexts,
): readonly Unmarked[] {
  if (result.outcome !== 'failed') return []
  return result.findings.map((finding) => failedCheck(result, finding, message, texts))
}

const suites: ReadonlyMap<string, readonly string[]> = new Map(
  rulePages.map(({ id, oidf, modules }) => [id, [...oidf, ...modules]]),
)

function failedCheck(
  { id, of, about, severity, refs }: RuleResult,
  finding: Finding,
  message: number,
  texts: ReportTexts,
): Unmarked {
  const { code, seen = null, expected = null } = finding
  return {
    status: finding.severity ?? severity,
    id,
    code,
    about,
    of,
    text: { text: texts.verdict(id, code), isProse: true },
    seen,
    expected,
    fix: texts.fix(id, code),
    clauses: refs.map(texts.clause),
    suite: suites.get(id) ?? [],
    message,
  }
}
