import { Masked } from '@/components/ui/masked'
import { keyed } from '@/components/ui/keyed'
import { beginningOf, LongText, useFirst } from '@/components/ui/long-text'
import { Scroll } from '@/components/ui/scroll'
import { t } from '@/lib/i18n'
import { isSecret, type Place } from '@/lib/model/credentials'
import { differenceOf, type Difference } from '@/lib/model/difference'
import { valuePieces } from '@/lib/model/masking'
import { looksLikeJwt } from '@/lib/oauth/jwt-text'
import type { ComparedRow } from '@/lib/share/compare-rows'
import type { ComparedSection, ShownComparison } from './compare-sections'
import { checkText, signOf } from './compare-text'

interface CompareTableProps {
  readonly shown: ShownComparison
  /** Also what is equal, random or a time. */
  readonly isAll: boolean
}

/** What differs, section by section. */
export function CompareTable({ shown: { sections, sums }, isAll }: CompareTableProps) {
  const shown = sections.filter((section) => isAll || section.only !== null || differs(section))
  const { first, more } = useFirst(shown)
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
          {keyed(first, ({ title }) => title).map(({ key, item }) => (
            <Section key={key} section={item} isAll={isAll} />
          ))}
        </table>
        {more && <p className="note-line">{more}</p>}
      </Scroll>
    </>
  )
}

const differs = ({ rows }: ComparedSection) => rows.some((row) => row.differs)

interface SectionProps {
  readonly section: ComparedSection
  readonly isAll: boolean
}

function Section({ section: { title, only, rows }, isAll }: SectionProps) {
  const shown = rows.filter((row) => isAll || row.differs)
  const { first, more } = useFirst(shown)
  return (
    <tbody>
      <tr className="cmp__msg" {...(only !== null && focusable)}>
        <th scope="rowgroup" colSpan={2}>
          {title}
        </th>
        <td>{only === 'B' && <Absent side="A" />}</td>
        <td>{only === 'A' && <Absent side="B" />}</td>
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

/** A difference that J moves to. */
const focusable = { tabIndex: -1, 'data-diff': true } as const

function Row({ row }: { row: ComparedRow }) {
  const { sign, word } = signOf(row)
  const pair = row.a !== null && row.b !== null ? differenceOf(row.a, row.b) : null
  return (
    <tr className={row.differs ? 'is-diff' : undefined} {...(row.differs && focusable)}>
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
