import { beginningOf } from '@/components/ui/long-text'
import { t } from '@/lib/i18n'
import { markdownCode, markdownRow, markdownText } from '@/lib/model/markdown'
import { visibleText } from '@/lib/model/visible-text'
import type { ComparedRow } from '@/lib/share/compare-rows'
import type { ComparedSection, ShownComparison } from './compare-sections'
import { checkText, signOf } from './compare-text'

/** Characters of a value in the table. */
const maxValue = 160

interface Compared {
  readonly title: string
  /** The names of both sides, without secrets. */
  readonly a: string
  readonly b: string
  /** What was compared without secrets. */
  readonly shown: ShownComparison
}

/** What differs, as Markdown. */
export function comparisonMarkdown({ title, a, b, shown: { sections, sums } }: Compared): string {
  const tables = sections.flatMap(tableOf)
  return visibleText(
    [
      `# ${title}`,
      '',
      `- A: ${markdownText(a)}`,
      `- B: ${markdownText(b)}`,
      `- ${sums.join(', ')}`,
      ...(tables.length === 0 ? ['', t('panel.share.no_difference')] : tables),
      '',
    ].join('\n'),
  )
}

function tableOf({ title, only, rows }: ComparedSection): readonly string[] {
  const differing = rows.filter((row) => row.differs)
  if (only === null && differing.length === 0) return []
  if (only !== null) return ['', `## ${title}`, '', t('panel.share.no_message', [only])]
  return [
    '',
    `## ${title}`,
    '',
    markdownRow(['', t('panel.share.where'), 'A', 'B']),
    markdownRow(['---', '---', '---', '---']),
    ...differing.map((row) =>
      markdownRow([signOf(row).sign, markdownCode(row.path), valueOf(row, 'a'), valueOf(row, 'b')]),
    ),
  ]
}

function valueOf(row: ComparedRow, side: 'a' | 'b'): string {
  const text = row[side]
  if (text === null) return t('panel.share.absent', [side.toUpperCase()])
  return row.group === 'check'
    ? markdownText(checkText(row.name, text))
    : markdownCode(beginningOf(text, maxValue))
}
