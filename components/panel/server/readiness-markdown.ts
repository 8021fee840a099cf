import { excerpt } from '@/lib/model/text-bound'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import { markdownCode, markdownRow, markdownText } from '@/lib/model/markdown'
import { plainText } from '@/components/ui/prose'
import { jsonText } from '@/lib/model/json'
import type { Readiness } from '@/lib/model/readiness'
import type { FetchedDocument } from '@/lib/oauth/metadata'
import { t } from '@/lib/i18n'
import { ruleProfileText } from '@/components/ui/rule-profile-text'
import {
  countsOf,
  readinessRows,
  rowGroups,
  type ReadinessRow,
  type Verdict,
} from './readiness-rows'
import { wordOf } from './readiness-word'
import type { Columns } from './use-readiness'

/** A longer value is cut in the table. */
const maxValue = 160

interface Source {
  readonly document: FetchedDocument
  readonly readiness: Readiness
  readonly columns: Columns
  /** ISO 8601. */
  readonly readAt: string
}

/**
 * The comparison as Markdown: the document, the counts of each profile, a table of what failed or warns, and the
 * names of what passed. With `isShort`, only the table.
 */
export function readinessMarkdown(source: Source, isShort: boolean): string {
  const { document, readiness, columns, readAt } = source
  const rows = readinessRows(
    document,
    columns.map((profile) => readiness[profile]),
  )
  const of = (group: (typeof rowGroups)[number]) => rows.get(group) ?? []
  const bad = isShort ? of('fail') : [...of('fail'), ...of('warn'), ...of('info')]
  const table = tableOf(bad, columns)
  if (isShort) return table
  const address = document.url || t('panel.server.pasted')
  const counts = columns.map((profile, index) => countLine(profile, countsOf(rows, index)))
  const passed = of('pass').map(({ name }) => markdownCode(name))
  return [
    `# ${t('panel.server.readiness_of', [markdownText(document.issuer)])}`,
    `${markdownText(address)}, ${readAt}`,
    counts.map((line) => `- ${line}`).join('\n'),
    table,
    `${t('panel.checks.passed')}: ${passed.join(', ')}`,
  ]
    .filter(Boolean)
    .join('\n\n')
}

function countLine(profile: RuleProfile, counts: ReturnType<typeof countsOf>): string {
  const parts = [
    [t('panel.checks.failed'), counts.fail],
    [t('panel.checks.warnings'), counts.warn],
    [t('panel.checks.notes'), counts.info],
    [t('panel.checks.passed'), counts.pass],
  ] as const
  const text = parts.map(([name, count]) => `${name} ${count ?? 0}`).join(', ')
  return `${ruleProfileText(profile)}: ${text}`
}

function tableOf(rows: readonly ReadinessRow[], columns: Columns): string {
  if (rows.length === 0) return ''
  const heads = [
    t('panel.server.field'),
    t('panel.server.published'),
    ...columns.map((profile) => ruleProfileText(profile)),
  ]
  return [heads, heads.map(() => '---'), ...rows.map(lineOf)]
    .map((cells) => markdownRow(cells))
    .join('\n')
}

function lineOf({ name, value, verdicts }: ReadinessRow): readonly string[] {
  const text =
    value === undefined
      ? t('panel.server.absent')
      : markdownCode(excerpt(jsonText(value), maxValue))
  return [markdownCode(name), text, ...verdicts.map(cellOf)]
}

function cellOf([worst]: readonly Verdict[]): string {
  if (!worst) return t('panel.server.no_rule')
  const word = plainText(wordOf(worst) ?? t('ui.status.pass'))
  return markdownText(worst.finding && worst.source ? `${word} (${worst.source})` : word)
}
