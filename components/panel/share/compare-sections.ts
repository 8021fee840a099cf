import { t, tData } from '@/lib/i18n'
import type { DocumentComparison } from '@/lib/share/compare-documents'
import type { FlowComparison } from '@/lib/share/compare-flows'
import type { ComparedRow, ValueCounts } from '@/lib/share/compare-rows'

/** Rows under one heading: those of a message, or of a part of a document. */
export interface ComparedSection {
  readonly title: string
  /** The only side that has it; null if both have it. */
  readonly only: 'A' | 'B' | null
  readonly rows: readonly ComparedRow[]
}

/** A comparison as it is shown and copied. */
export interface ShownComparison {
  readonly sections: readonly ComparedSection[]
  /** The numbers of differences and of what was left out. */
  readonly sums: readonly string[]
}

export function shownFlows({ messages, counts }: FlowComparison): ShownComparison {
  const [differing, ...others] = sumsOf(counts)
  return {
    sections: messages.map(({ kind, a, b, rows }) => ({
      title: tData(`panel.message.${kind.replaceAll('-', '_')}`),
      only: a && b ? null : a ? 'A' : 'B',
      rows,
    })),
    sums: [differing, t('panel.share.missing_messages', counts.missing), ...others],
  }
}

const partTexts = {
  checks: 'panel.checks.title',
  header: 'panel.share.parts.header',
  claims: 'panel.share.parts.claims',
  token: 'panel.share.parts.token',
  members: 'panel.share.parts.members',
  consent: 'panel.consent.title',
} as const

export function shownDocuments({ parts, counts }: DocumentComparison): ShownComparison {
  return {
    sections: parts.map(({ part, rows }) => ({ title: t(partTexts[part]), only: null, rows })),
    sums: sumsOf(counts),
  }
}

function sumsOf({ differing, folded, same }: ValueCounts): readonly [string, string, string] {
  return [
    t('panel.share.differing', differing),
    t('panel.share.folded', folded),
    t('panel.share.equal_values', same),
  ]
}
