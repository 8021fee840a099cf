import { StatusIcon } from '@/components/ui/icon'
import { t } from '@/lib/i18n'
import type { ShareMode } from '@/lib/share/redact'
import type { ReceiptRow } from '@/lib/share/redaction-table'

/** The kind of a value in words. */
export const kindText = (stem: string) => stem.replaceAll('-', ' ')

export function countOf(
  receipt: readonly ReceiptRow[],
  ...of: readonly ReceiptRow['of'][]
): number {
  return receipt.filter((row) => of.includes(row.of)).reduce((sum, { values }) => sum + values, 0)
}

interface ReceiptLineProps {
  readonly receipt: readonly ReceiptRow[]
  readonly mode: ShareMode
}

/** How many values were replaced, or leave as they are. */
export function ReceiptLine({ receipt, mode }: ReceiptLineProps) {
  const counts = [
    t('panel.share.secrets', countOf(receipt, 'secret', 'unknown')),
    t('panel.share.personal', countOf(receipt, 'personal')),
  ].join(', ')
  const isSafe = mode === 'safe'
  const kinds = receipt.map(({ stem, values }) => `${values} ${kindText(stem)}`)
  return (
    <div className="receipt">
      <StatusIcon status={isSafe ? 'pass' : 'warn'} />
      <b>{t(isSafe ? 'panel.share.replaced' : 'panel.share.leaving', [counts])}</b>
      <span className="meta">{kinds.join(', ')}</span>
    </div>
  )
}
