import { CopyButton } from '@/components/ui/copy-button'
import { StatusIcon } from '@/components/ui/icon'
import { JsonTree } from '@/components/ui/json-tree'
import { keyed } from '@/components/ui/keyed'
import { beginningOf, LongText, useFirst } from '@/components/ui/long-text'
import { Masked } from '@/components/ui/masked'
import { useKeyDown } from '@/components/ui/use-key-down'
import { t } from '@/lib/i18n'
import type { SdJwtView } from '@/lib/messaging/views'
import { jsonText } from '@/lib/model/json'
import { maskedJson, valuePieces } from '@/lib/model/masking'
import { moveCopyFocus } from './value-table'

interface Row {
  readonly disclosure: SdJwtView['disclosures'][number]
  readonly isAccepted: boolean
  readonly number: number
}

/** What each disclosure reveals, where it belongs, and whether a digest refers to it. C copies the disclosure. */
export function DisclosureTable({ sdJwt: { disclosures, issues } }: { sdJwt: SdJwtView }) {
  const table = useKeyDown<HTMLTableElement>(moveCopyFocus)
  const faulty = new Set(issues.map(({ disclosure }) => disclosure))
  const rows = disclosures.map((disclosure, index): Row => {
    const isAccepted = disclosure.path !== null && !faulty.has(index)
    return { disclosure, isAccepted, number: index + 1 }
  })
  const { first, more } = useFirst(rows)
  return (
    <>
      <table className="tbl values tbl--claims" aria-label={t('panel.sd_jwt.table')} ref={table}>
        <tbody>
          {keyed(first, ({ number }) => String(number)).map(({ key, item }) => (
            <DisclosureRow key={key} row={item} />
          ))}
        </tbody>
      </table>
      {more && <p className="note-line">{more}</p>}
    </>
  )
}

function DisclosureRow({ row: { disclosure, isAccepted, number } }: { row: Row }) {
  const { path, name, value, digest, text } = disclosure
  const nth = t('panel.sd_jwt.disclosure', [String(number)])
  const label = path ?? name ?? nth
  const tree = typeof value === 'object' && value !== null ? value : null
  return (
    <>
      <tr className={tree ? 'is-head' : undefined}>
        <th className="is-key" scope="row">
          <span className="values__k">
            <LongText text={label} maxCharacters={200} />
          </span>
        </th>
        <td className="is-val">
          {tree === null && <Value name={name ?? label} value={value} />}
          {digest !== null && (
            <span className="note">
              {t('panel.sd_jwt.digest')} <span className="mono">{digest}</span>
            </span>
          )}
        </td>
        <td className="is-copy">
          <CopyButton
            value={text}
            label={t('panel.sd_jwt.copy', [String(number)])}
            tabIndex={number === 1 ? 0 : -1}
          />
        </td>
        <td className="is-st">
          <StatusIcon
            status={isAccepted ? 'pass' : 'fail'}
            label={t(isAccepted ? 'panel.sd_jwt.matches' : 'panel.sd_jwt.no_match')}
          />
        </td>
      </tr>
      {tree && (
        <tr>
          <td className="is-nest" colSpan={4}>
            <JsonTree value={maskedJson(tree, 'member')} label={beginningOf(label)} />
          </td>
        </tr>
      )}
    </>
  )
}

/** Masked by the name of the claim, wherever it belongs. */
function Value({ name, value }: { name: string; value: unknown }) {
  if (value === undefined) return null
  if (value === '') return <span className="quiet">{t('panel.value.empty')}</span>
  const text = jsonText(value)
  return (
    <Masked pieces={valuePieces('claim', name, text)} name={beginningOf(name)} copyable>
      <LongText text={text} />
    </Masked>
  )
}
