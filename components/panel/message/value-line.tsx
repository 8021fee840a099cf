import { useState } from 'react'
import { ChevronRight } from 'lucide-react'
import { CopyButton } from '@/components/ui/copy-button'
import { Icon, StatusIcon } from '@/components/ui/icon'
import { JsonTree } from '@/components/ui/json-tree'
import { beginningOf } from '@/components/ui/long-text'
import { phraseOf, type Phrase } from '@/components/ui/phrase-text'
import { Prose } from '@/components/ui/prose'
import { Secret } from '@/components/ui/secret'
import type { Place } from '@/lib/model/credentials'
import { maskedJson, maskedPieces, valuePieces } from '@/lib/model/masking'
import { t } from '@/lib/i18n'
import { Explanation } from './explanation'
import type { ValueRow } from './value-row'

interface ValueLineProps {
  row: ValueRow
  place: Place
  /** Its `?` is the tab stop of the table. */
  isStop: boolean
  isExplained: boolean
  onFocus: () => void
  onExplain: () => void
}

/** A name with its value in one line, and its explanation on request. */
export function ValueLine(props: ValueLineProps) {
  const { row, place, isStop, isExplained, onFocus, onExplain } = props
  const [unfolded, setUnfolded] = useState(false)
  const { name, json, results } = row
  const title = beginningOf(name, 200)
  const phrase = phraseOf(results)
  const isOpen = isExplained || (json !== undefined && unfolded)
  return (
    <>
      <tr className={isOpen ? 'is-open' : undefined} data-line={name} onFocus={onFocus}>
        <th className="is-key" scope="row" title={title}>
          {title}
        </th>
        <td>
          <div className="qv">
            {json && (
              <button
                type="button"
                className="qv__tw"
                aria-expanded={unfolded}
                aria-label={t(unfolded ? 'panel.value.fold' : 'panel.value.unfold', [title])}
                tabIndex={-1}
                onClick={() => setUnfolded(!unfolded)}
              >
                <Icon of={ChevronRight} />
              </button>
            )}
            {row.lead}
            <Value row={row} place={place} phrase={phrase} />
          </div>
        </td>
        <td className="is-help">
          <button
            type="button"
            className="qhelp"
            aria-expanded={isExplained}
            aria-label={t('panel.value.explain', [title])}
            title={t('panel.value.explain', [title])}
            tabIndex={isStop ? 0 : -1}
            onClick={onExplain}
          >
            ?
          </button>
        </td>
        <td className="is-st">{phrase && <StatusIcon status={phrase.status} />}</td>
      </tr>
      {isExplained && <Explanation row={row} isSecret={secretOf(row, place) !== null} />}
      {json && unfolded && (
        <tr className="qmore">
          <td colSpan={4}>
            <JsonTree value={maskedJson(json, 'member')} label={title} />
          </td>
        </tr>
      )}
    </>
  )
}

/** What of a value is secret, and how it is masked; null if anyone may see it. */
function secretOf({ name, text, json, secret }: ValueRow, place: Place) {
  if (secret) return { ...secret, masked: undefined }
  if (text === null || text === '' || json !== undefined) return null
  const pieces = valuePieces(place, name, text)
  if (pieces.every((piece) => piece.secret === null)) return null
  return { name: beginningOf(name), value: text, masked: maskedPieces(pieces) }
}

type ValueProps = Pick<ValueLineProps, 'row' | 'place'> & { phrase: Phrase | null }

function Value({ row, place, phrase }: ValueProps) {
  const { name, text, shown, tools } = row
  const said = <Said row={row} phrase={phrase} />
  const secret = secretOf(row, place)
  if (secret)
    return (
      <>
        <Secret
          value={secret.value}
          name={secret.name}
          {...(secret.masked === undefined ? {} : { masked: secret.masked })}
          note={said}
          copyable
        />
        {tools && <span className="btns">{tools}</span>}
      </>
    )
  return (
    <>
      <div className={`qv__t${isBad(phrase) ? ' qv__t--keep' : ''}`}>
        <Shown text={text} shown={shown} />
        {said}
      </div>
      <span className="btns">
        {tools}
        {text !== null && text !== '' && (
          <CopyButton
            value={text}
            label={t('panel.copy.value', [beginningOf(name)])}
            tabIndex={-1}
          />
        )}
      </span>
    </>
  )
}

function Shown({ text, shown }: Pick<ValueRow, 'text' | 'shown'>) {
  if (shown !== undefined) return shown
  if (text === null) return null
  if (text === '') return <span className="quiet">{t('panel.value.empty')}</span>
  const value = beginningOf(text)
  return (
    <span className="qv__v" title={value}>
      {value}
    </span>
  )
}

const isBad = (phrase: Phrase | null) => phrase?.status === 'fail' || phrase?.status === 'warn'

/** What is wrong stays in sight; what is right disappears where it does not fit. */
function Said({ row: { phrase: own }, phrase }: Pick<ValueProps, 'row' | 'phrase'>) {
  const isGood = phrase === null || phrase.status === 'pass'
  const text = isGood ? (own ?? phrase?.text) : phrase.text
  if (text === undefined) return null
  return (
    <span className={`qv__p${isBad(phrase) ? ` qv__p--${phrase?.status}` : ''}`}>
      <Prose>{text}</Prose>
    </span>
  )
}
