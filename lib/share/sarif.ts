import type { Severity } from '@/lib/model/rule-profiles'
import type { Report } from './report'
import type { ReportCheck } from './report-result'

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  fail: 'error',
  warn: 'warning',
  info: 'note',
}

/**
 * Reports as SARIF: a run for each flow, a result for each finding. A message of a flow is not a file, so its
 * place is a logical location.
 *
 * @see [SARIF 2.1.0](https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html)
 */
export function sarifOf(reports: readonly Report[]): string {
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: reports.map(runOf),
  }
  return `${JSON.stringify(log, null, 2)}\n`
}

const ruleIdOf = ({ id, code }: ReportCheck) => id || code

function runOf(report: Report) {
  const { findings, head, name } = report
  const ids = [...new Set(findings.map(ruleIdOf))]
  return {
    tool: {
      driver: {
        name: 'Parley',
        version: head.made.parley,
        rules: ids.map((id) =>
          ruleOf(
            id,
            findings.filter((check) => ruleIdOf(check) === id),
          ),
        ),
      },
    },
    automationDetails: { description: { text: name } },
    results: [...findings.map((check) => resultOf(check, ids, report)), ...probeOf(report)],
  }
}

/** A negative test that the server passed, or that could not be judged. One that it failed is a finding. */
function probeOf({ probe, messages }: Report) {
  if (!probe || probe.kind === 'finding') return []
  const { id, text, message } = probe.result
  return [
    {
      ruleId: id,
      kind: probe.kind === 'passed' ? 'pass' : 'open',
      level: 'none',
      message: { text },
      locations: [placeOf(id, message, '', messages)],
    },
  ]
}

const placeOf = (name: string, message: number, about: string, messages: Report['messages']) => ({
  logicalLocations: [
    {
      name,
      fullyQualifiedName: `${message} ${messages[message - 1]?.name ?? ''}/${about}`,
      kind: 'member',
    },
  ],
})

function ruleOf(id: string, checks: readonly ReportCheck[]) {
  const [first] = checks
  const url = first?.clauses.find((clause) => clause.url !== null)?.url
  return {
    id,
    ...(url && { helpUri: url }),
    ...(first && first.fix !== '' && { help: { text: first.fix } }),
    properties: { tags: first?.suite ?? [] },
  }
}

function resultOf(check: ReportCheck, ids: readonly string[], { messages }: Report) {
  const { status, text, seen, expected, fix, about, message } = check
  const id = ruleIdOf(check)
  const lines = [text.text, ...[seen, expected, fix].filter(Boolean)]
  return {
    ruleId: id,
    ruleIndex: ids.indexOf(id),
    level: levels[status],
    message: { text: lines.join('\n') },
    locations: [placeOf(about === '' ? id : about, message, about, messages)],
    properties: { mark: check.mark, got: seen, expected, clauses: check.clauses },
  }
}
