import { Masked } from '@/components/ui/masked'
import { keyed } from '@/components/ui/keyed'
import { beginningOf, LongText, useFirst } from '@/components/ui/long-text'
import { Scroll } from '@/components/ui/scroll'
import { t, tData } from '@/lib/i18n'
import { isSecret, type Place } from '@/lib/model/credentials'
import { differenceOf, type Difference } from '@/lib/model/difference'
import { valuePieces } from '@/lib/model/masking'
import { looksLikeJwt } from '@/lib/oauth/jwt-text'
import type { ComparedMessage, ComparedRow, FlowComparison } from '@/lib/share/compare-flows'
import { checkText, signOf } from './compare-text'

interface CompareTableProps {
  readonly comparison: FlowComparison
  /** Also what is equal, random or a time. */
  readonly isAll: boolean
}

/** What differs, message by message. */
export function CompareTable({ comparison, isAll }: CompareTableProps) {
  const { counts, messages } = comparison
  const shown = messages.filter((message) => isAll || !message.a || !message.b || differs(message))
  const { first, more } = useFirst(shown)
  const sums = [
    t('panel.share.differing', counts.differing),
    t('panel.share.missing_messages', counts.missing),
    t('panel.share.folded', counts.folded),
    t('panel.share.equal_values', counts.same),
  ]
  return (
    <>
      <p className="cmp__sum">
        {sums.map((text) => (
          <span key={text}>{text}</span>
        ))}
      </p>
      <Scroll label={t('panel.share.show')}>
        {shown.length === 0 && <p className="note-line">{t('panel.share.no_difference')}</p>}
        <table className="tbl tbl--fixed cmp">
          <colgroup>
            <col className="cmp__sign" />
            <col className="cmp__path" />
            <col />
            <col />
          </colgroup>
          <thead className="vh">
            <tr>
              <th>{t('panel.share.sign')}</th>
              <th>{t('panel.share.where')}</th>
              <th>A</th>
              <th>B</th>
            </tr>
          </thead>
          {keyed(first, ({ kind }) => kind).map(({ key, item }) => (
            <Message key={key} message={item} isAll={isAll} />
          ))}
        </table>
        {more && <p className="note-line">{more}</p>}
      </Scroll>
    </>
  )
}

const differs = ({ rows }: ComparedMessage) => rows.some((row) => row.differs)

function Message({ message, isAll }: { message: ComparedMessage; isAll: boolean }) {
  const { kind, a, b, rows } = message
  const shown = rows.filter((row) => isAll || row.differs)
  const { first, more } = useFirst(shown)
  const title = tData(`panel.message.${kind.replaceAll('-', '_')}`)
  return (
    <tbody>
      <tr className="cmp__msg">
        <th scope="rowgroup" colSpan={2}>
          {title}
        </th>
        <td>{!a && <Absent side="A" />}</td>
        <td>{!b && <Absent side="B" />}</td>
      </tr>
      {first.map((row) => (
        <Row key={`${row.group} ${row.path}`} row={row} />
      ))}
      {more && (
        <tr>
          <td colSpan={4}>{more}</td>
        </tr>
      )}
    </tbody>
  )
}

function Row({ row }: { row: ComparedRow }) {
  const { sign, word } = signOf(row)
  const pair = row.a !== null && row.b !== null ? differenceOf(row.a, row.b) : null
  return (
    <tr className={row.differs ? 'is-diff' : undefined}>
      <td className="c-s">
        <span aria-hidden="true">{sign}</span>
        <span className="vh">{word}</span>
      </td>
      <th scope="row" className="mono">
        {beginningOf(row.path)}
      </th>
      <Value row={row} text={row.a} side="A" part={pair?.one} />
      <Value row={row} text={row.b} side="B" part={pair?.other} />
    </tr>
  )
}

/** Where the name of a value has its meaning. A body has members, and some have the names of parameters. */
function placeOf({ group, name }: ComparedRow): Place {
  if (group === 'header' || group === 'claim') return group
  return isSecret('parameter', name) ? 'parameter' : 'member'
}

/** A body may be a token as a whole. */
const piecesOf = (row: ComparedRow, text: string) =>
  looksLikeJwt(text) ? [{ text, secret: row.name }] : valuePieces(placeOf(row), row.name, text)

interface ValueProps {
  readonly row: ComparedRow
  readonly text: string | null
  readonly side: 'A' | 'B'
  readonly part: Difference | undefined
}

function Value({ row, text, side, part }: ValueProps) {
  if (text === null)
    return (
      <td className="cmp__gone">
        <Absent side={side} />
      </td>
    )
  if (row.group === 'check') return <td>{checkText(row.name, text)}</td>
  return (
    <td className="is-val mono">
      <Masked pieces={piecesOf(row, text)} name={row.name}>
        {part && row.differs ? <Marked {...part} /> : <LongText text={text} maxCharacters={300} />}
      </Masked>
    </td>
  )
}

/** Characters of a value whose difference is marked. */
const maxMarked = 2000

function Marked({ before, differs: middle, after }: Difference) {
  if (before.length + middle.length + after.length > maxMarked)
    return <LongText text={before + middle + after} maxCharacters={300} />
  return (
    <>
      {before}
      {middle !== '' && <mark className="rep">{middle}</mark>}
      {after}
    </>
  )
}

function Absent({ side }: { side: 'A' | 'B' }) {
  return <span className="meta">{t('panel.share.absent', [side])}</span>
}
