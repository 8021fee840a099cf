import { keyed } from '@/components/ui/keyed'
import { SectionBar } from '@/components/ui/section-bar'
import { t } from '@/lib/i18n'
import type { TokenView } from '@/lib/messaging/views'
import { claimRows } from './claim-rows'
import { ValueTable } from './value-table'
import { VerifyStrip } from './verify-strip'

interface FurtherSignaturesProps {
  readonly view: TokenView
  readonly onRetry: () => void
}

/** The signatures after the first of a JWS in the general JSON serialization, each with its own header. */
export function FurtherSignatures({ view, onRetry }: FurtherSignaturesProps) {
  const { further } = view
  const all = String(further.length + 1)
  return keyed(further, ({ jwt }) => jwt.parts[2] ?? '').map(({ key, item: signature }) => {
    const title = t('panel.signatures.nth', [String(further.indexOf(signature) + 2), all])
    return (
      <section key={key} aria-label={title}>
        <SectionBar level={3} title={title} />
        <VerifyStrip view={{ ...view, ...signature, results: [] }} onRetry={onRetry} />
        <ValueTable
          label={`${title}, ${t('panel.tokens.header')}`}
          place="claim"
          rows={claimRows(signature.header, [], 'headers')}
          claims
        />
      </section>
    )
  })
}
