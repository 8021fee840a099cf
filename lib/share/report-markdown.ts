import { columns, type Cell, type ConsentSection } from '@/lib/consent/model'
import { markdownCode, markdownRow, markdownText } from '@/lib/model/markdown'
import { resultKey } from '@/lib/model/result-place'
import { visibleText } from '@/lib/model/visible-text'
import type { Report } from './report'
import type { ReportCheck, ReportResult, ReportText } from './report-result'
import type { ReportLine, ReportMessage } from './report-messages'
import type { ReportTexts } from './report-texts'

/** Reports as Markdown, for tickets. Nothing from outside is markup, and nothing in it is invisible. */
export function markdownReport(reports: readonly Report[], texts: ReportTexts): string {
  return visibleText(`${reports.map((report) => oneReport(report, texts)).join('\n\n---\n\n')}\n`)
}

/**
 * One message of a report and what its checks found. `result` is the key of a result; with it, only what that
 * check found.
 */
export function partMarkdown(
  report: Report,
  { number, result }: { readonly number: number; readonly result: string | null },
  texts: ReportTexts,
): string {
  const isWanted = (check: ReportCheck) => result === null || resultKey(check) === result
  const findings = report.findings.filter((check) => check.message === number && isWanted(check))
  const messages = report.messages.filter((message) => message.number === number)
  const flow = `${markdownText(report.name)}, ${report.started}`
  const parts = [
    ...findings.map((check) => findingPart(check, texts)),
    ...(result === null ? messages.map((message) => messagePart(message, texts)) : []),
    `${texts.say('fact_flow')}: ${flow}`,
  ]
  return visibleText(`${parts.join('\n\n')}\n`)
}

function oneReport(report: Report, texts: ReportTexts): string {
  return [
    `# ${markdownText(report.title)}`,
    markdownText(report.summary),
    ...(report.note === '' ? [] : [markdownText(report.note)]),
    countLine(report, texts),
    table(report.facts.map(([name, value]) => [markdownText(name), markdownCode(value)])),
    ...findingParts(report, texts),
    ...consentParts(report, texts),
    ...sequenceParts(report, texts),
    `## ${texts.say('messages')}`,
    ...report.messages.map((message) => messagePart(message, texts)),
    `## ${texts.say('environment')}`,
    table(report.environment.map(([name, value]) => [markdownText(name), markdownText(value)])),
    ...redactionParts(report, texts),
  ].join('\n\n')
}

function countLine({ counts }: Report, texts: ReportTexts): string {
  const kinds = ['fail', 'warn', 'info', 'pass', 'neutral'] as const
  return kinds.map((kind) => `${texts.say(`count_${kind}`)}: ${counts[kind]}`).join(' · ')
}

/** A table without a heading of its own. */
function table(rows: readonly (readonly string[])[], head: readonly string[] = ['', '']): string {
  return [head, head.map(() => '---'), ...rows].map(markdownRow).join('\n')
}

function findingParts(report: Report, texts: ReportTexts): readonly string[] {
  return [
    `## ${texts.say('checks')}`,
    ...report.findings.map((check) => findingPart(check, texts)),
    ...list(texts.say('count_neutral'), report.unchecked),
    ...list(texts.say('count_pass'), report.passed),
  ]
}

function findingPart(check: ReportCheck, texts: ReportTexts): string {
  const { mark, about, text, id, seen, expected, fix, clauses, suite, message } = check
  const rows: readonly (readonly [string, string])[] = [
    ['got', seen === null ? '' : markdownCode(seen)],
    ['expected', expected === null ? '' : markdownCode(expected)],
    ['fix', fix],
    ['clauses', clauses.map(clauseText).join(', ')],
    ['suite', suite.map(markdownCode).join(', ')],
    ['where', String(message)],
  ]
  const name = id === '' ? '' : ` (${markdownCode(id)})`
  return [
    `### ${mark} ${about === '' ? '' : `${markdownCode(about)}: `}${prose(text)}${name}`,
    rows
      .filter(([, value]) => value !== '')
      .map(([key, value]) => `- ${texts.say(key)}: ${value}`)
      .join('\n'),
  ].join('\n\n')
}

const prose = ({ text, isProse }: ReportText) => (isProse ? text : markdownText(text))

function clauseText({ text, url }: ReportCheck['clauses'][number]): string {
  return url === null
    ? markdownText(text)
    : `[${markdownText(text)}](${url.replaceAll(')', '%29')})`
}

function list(title: string, results: readonly ReportResult[]): readonly string[] {
  if (results.length === 0) return []
  const lines = results.map(
    ({ id, about, text, message }) =>
      `- ${markdownCode(about)}: ${text} (${markdownCode(id)}, ${message})`,
  )
  return [`### ${title}`, lines.join('\n')]
}

function consentParts({ consent }: Report, texts: ReportTexts): readonly string[] {
  if (consent.length === 0) return []
  return [`## ${texts.say('consent')}`, ...consent.map((section) => consentTable(section, texts))]
}

function consentTable({ title, rows }: ConsentSection, texts: ReportTexts): string {
  const head = ['member', ...columns].map((key) => texts.say(key))
  const lines = rows.map(({ member, cells }) => [
    markdownCode(member),
    ...columns.map((column) => markdownText(cellText(cells[column], texts))),
  ])
  return [...(title === '' ? [] : [`### ${markdownText(title)}`]), table(lines, head)].join('\n\n')
}

/** A cell of the consent in words. */
export function cellText(cell: Cell | undefined, texts: ReportTexts): string {
  if (!cell || cell.kind === 'none') return ''
  return cell.kind === 'lines' ? cell.lines.join(', ') : texts.say(`cell_${cell.kind}`)
}

function sequenceParts({ steps }: Report, texts: ReportTexts): readonly string[] {
  const head = ['offset', 'from', 'to', 'message', 'detail'].map((key) => texts.say(key))
  const rows = steps.map(({ offset, from, to, name, detail }) => [
    `${(offset / 1000).toFixed(3)} s`,
    texts.say(from),
    texts.say(to),
    markdownText(name),
    detail === '' ? '' : markdownCode(detail),
  ])
  return [`## ${texts.say('sequence')}`, table(rows, head)]
}

function messagePart(message: ReportMessage, texts: ReportTexts): string {
  const { number, name, head, headers, body, left, jwts } = message
  const blocks = [
    [head, ...headers.map(lineText)].join('\n'),
    ...(body.length === 0 ? [] : [body.map(lineText).join('\n')]),
    ...jwts.map((jwt) => [`${jwt.name}:`, ...jwt.lines.map(lineText)].join('\n')),
  ]
  return [
    `### ${number} ${markdownText(name)}`,
    fenced(blocks.join('\n\n')),
    ...(left > 0 ? [texts.say('cut', { count: left })] : []),
  ].join('\n\n')
}

const separators: Readonly<Record<ReportLine['kind'], string>> = {
  header: ': ',
  parameter: '=',
  text: '',
}

/** A line as text, with the marks of its checks at the end. */
function lineText({ kind, name, text, marks }: ReportLine): string {
  const line = `${name}${separators[kind]}${text}`.replaceAll(/[\r\n]+/g, ' ')
  return marks.length === 0 ? line : `${line}    ← ${marks.join(', ')}`
}

/** Text between fences that are longer than any in the text. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length))
  const fence = '`'.repeat(longest + 1)
  return [fence, text, fence].join('\n')
}

function redactionParts({ head }: Report, texts: ReportTexts): readonly string[] {
  if (head.mode === 'complete') return [texts.say('complete')]
  const titles = ['replaced_by', 'kind', 'values', 'places'].map((key) => texts.say(key))
  const rows = head.redaction.map(({ stem, of, values, places }) => [
    markdownCode(`${stem}-1`),
    texts.say(`of_${of}`),
    String(values),
    String(places),
  ])
  return [`## ${texts.say('redaction')}`, texts.say('before'), table(rows, titles)]
}
