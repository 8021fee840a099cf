import { flowName } from '@/components/ui/flow-text'
import { formatIso } from '@/components/ui/format'
import { beginningOf } from '@/components/ui/long-text'
import type { Flow, FlowSummary } from '@/lib/flow/model/flow'
import { t, tData } from '@/lib/i18n'
import { markdownCode, markdownRow, markdownText } from '@/lib/model/markdown'
import { visibleText } from '@/lib/model/visible-text'
import { compareFlows, type ComparedMessage, type ComparedRow } from '@/lib/share/compare-flows'
import { defaultRedaction, redactFlows } from '@/lib/share/redact'
import { checkText, signOf } from './compare-text'

/** Characters of a value in the table. */
const maxValue = 160

/** What differs between two flows, without secrets. */
export function comparisonMarkdown(a: Flow, b: Flow, rows: readonly FlowSummary[]): string {
  const { flows, text: redacted } = redactFlows([a, b], defaultRedaction)
  const [first = a, second = b] = flows
  const { counts, messages } = compareFlows(first, second)
  const nameOf = ({ id, createdAt }: Flow) => {
    const row = rows.find((each) => each.id === id)
    return markdownText(redacted(`${row ? flowName(row) : id}, ${formatIso(createdAt)}`))
  }
  const tables = messages.flatMap(tableOf)
  return visibleText(
    [
      `# ${t('panel.share.compare')}`,
      '',
      `- A: ${nameOf(a)}`,
      `- B: ${nameOf(b)}`,
      `- ${t('panel.share.differing', counts.differing)}, ${t('panel.share.folded', counts.folded)}`,
      ...(tables.length === 0 ? ['', t('panel.share.no_difference')] : tables),
      '',
    ].join('\n'),
  )
}

function tableOf({ kind, a, b, rows }: ComparedMessage): readonly string[] {
  const differing = rows.filter((row) => row.differs)
  if (a && b && differing.length === 0) return []
  const title = tData(`panel.message.${kind.replaceAll('-', '_')}`)
  if (!a || !b) return ['', `## ${title}`, '', t('panel.share.no_message', [a ? 'A' : 'B'])]
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
