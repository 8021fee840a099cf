import { Scroll } from '@/components/ui/scroll'
import { t } from '@/lib/i18n'
import type { ReceiptRow } from '@/lib/share/redaction-table'
import { kindText } from './receipt-line'

const groups = [
  ['secret', 'panel.share.group_secret'],
  ['unknown', 'panel.share.group_unknown'],
  ['personal', 'panel.share.group_personal'],
] as const

/** The receipt: what was replaced, by kind. */
export function ExportReplaced({ receipt }: { receipt: readonly ReceiptRow[] }) {
  return (
    <Scroll label={t('panel.share.replaced_tab')}>
      {receipt.length === 0 && <p className="note-line">{t('panel.share.nothing_replaced')}</p>}
      {groups.map(([of, title]) => {
        const rows = receipt.filter((row) => row.of === of)
        return (
          rows.length > 0 && (
            <table key={of} className="tbl tbl--fixed replaced">
              <caption className="sec">{t(title)}</caption>
              <thead>
                <tr>
                  <th>{t('panel.share.kind')}</th>
                  <th>{t('panel.share.values')}</th>
                  <th>{t('panel.share.replaced_by')}</th>
                  <th>{t('panel.share.places')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map(({ stem, values, places }) => (
                  <tr key={stem}>
                    <th scope="row">{kindText(stem)}</th>
                    <td className="num">{values}</td>
                    <td className="mono">
                      {values === 1 ? `${stem}-1` : `${stem}-1 … ${stem}-${values}`}
                    </td>
                    <td className="num">{places}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        )
      })}
    </Scroll>
  )
}
