import { MaskedUrl } from '@/components/ui/masked'
import { t } from '@/lib/i18n'
import type { FoldRow } from './sequence-rows'
import { offsetText } from './sequence-text'

/** The login redirects of a fold, one per row. */
export function FoldTable({ row }: { row: FoldRow }) {
  const first = row.hops[0]?.at ?? 0
  return (
    <div className="scroll">
      <table className="tbl">
        <thead>
          <tr>
            <th scope="col">{t('panel.facts.offset')}</th>
            <th scope="col">{t('panel.facts.method')}</th>
            <th scope="col">{t('panel.facts.url')}</th>
            <th scope="col">{t('panel.facts.status')}</th>
          </tr>
        </thead>
        <tbody>
          {row.hops.map(({ id, at, method, url, status, failure }) => (
            <tr key={id}>
              <td className="mono num nowrap">{offsetText(row.offset + at - first)}</td>
              <td className="mono">{method}</td>
              <td className="is-val">
                <MaskedUrl url={url} />
              </td>
              <td className="mono num">{failure ?? status}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="note-line meta">{t('panel.message.hop_note')}</p>
    </div>
  )
}
