import type { Report } from './report'
import type { ReportCheck, ReportResult } from './report-result'
import type { ReportTexts } from './report-texts'
import { element, escapeXml } from './xml'

/**
 * Reports as JUnit XML: a suite for each flow, a test case for each check. A failure fails the case. A warning or
 * note is in the output of its case, because JUnit knows neither. A check that was not run is skipped.
 *
 * @see [JUnit XML format](https://github.com/testmoapp/junitxml)
 */
export function junitOf(reports: readonly Report[], texts: ReportTexts): string {
  const suites = reports.map((report) => suiteOf(report, texts))
  const total = (name: 'tests' | 'failures' | 'skipped') =>
    suites.reduce((sum, { counts }) => sum + counts[name], 0)
  const counts = {
    tests: total('tests'),
    failures: total('failures'),
    skipped: total('skipped'),
    errors: 0,
  }
  const root = element(
    'testsuites',
    { name: 'Parley', ...counts },
    suites.map(({ xml }) => xml),
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`
}

interface Suite {
  readonly xml: string
  readonly counts: Readonly<Record<'tests' | 'failures' | 'skipped' | 'errors', number>>
}

function suiteOf(report: Report, texts: ReportTexts): Suite {
  const { name, findings, passed, unchecked } = report
  const groups = [
    ...Map.groupBy(findings, ({ id, code, message }) => `${message} ${id || code}`).values(),
  ]
  const cases = [
    ...groups.map((group) => failedCase(report, group, texts)),
    ...passed.map((result) => caseOf(report, result, [])),
    ...unchecked.map((result) =>
      caseOf(report, result, [element('skipped', { message: result.text })]),
    ),
  ]
  const counts = {
    tests: cases.length,
    failures: groups.filter((group) => group.some(({ status }) => status === 'fail')).length,
    skipped: unchecked.length,
    errors: 0,
  }
  const timestamp = new Date(report.head.made.at)
  const at = Number.isNaN(timestamp.getTime()) ? {} : { timestamp: timestamp.toISOString() }
  return { counts, xml: element('testsuite', { name, ...counts, ...at }, cases) }
}

function failedCase(report: Report, group: readonly ReportCheck[], texts: ReportTexts): string {
  const content = group.map((check) => {
    const text = detailsOf(check, texts)
    if (check.status !== 'fail') return element('system-out', {}, [escapeXml(text)])
    return element('failure', { type: check.id || check.code, message: check.text.text }, [
      escapeXml(text),
    ])
  })
  const [first] = group as [ReportCheck]
  return caseOf(report, { ...first, id: first.id || first.code }, content)
}

function caseOf(
  { name, messages }: Report,
  { id, about, message }: Pick<ReportResult, 'id' | 'about' | 'message'>,
  content: readonly string[],
): string {
  const step = messages[message - 1]?.name ?? ''
  return element(
    'testcase',
    { classname: `${name}.${message} ${step}`, name: about === '' ? id : `${id}: ${about}` },
    content,
  )
}

function detailsOf(check: ReportCheck, texts: ReportTexts): string {
  const { status, text, seen, expected, fix, clauses, suite } = check
  const rows: readonly (readonly [string, string | null])[] = [
    ['got', seen],
    ['expected', expected],
    ['fix', fix],
    ['clauses', clauses.map((clause) => clause.text).join(', ')],
    ['suite', suite.join(', ')],
  ]
  return [
    `${texts.say(`status_${status}`)}: ${text.text}`,
    ...rows.flatMap(([key, value]) => (value ? [`${texts.say(key)}: ${value}`] : [])),
  ].join('\n')
}
