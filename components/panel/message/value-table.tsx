import './inspector.css'
import { useState, type CSSProperties } from 'react'
import { keyed } from '@/components/ui/keyed'
import { useFirst } from '@/components/ui/long-text'
import { useKeyDown } from '@/components/ui/use-key-down'
import type { Place } from '@/lib/model/credentials'
import { onRowKey } from './row-keys'
import { ValueLine } from './value-line'
import type { ValueRow } from './value-row'

interface ValueTableProps {
  label: string
  /** What the values are, which says what of them is masked. */
  place: Place
  rows: readonly ValueRow[]
}

/** Names and values, one line each. Only what is wrong, or asked for, takes more. */
export function ValueTable({ label, place, rows }: ValueTableProps) {
  const [active, setActive] = useState(0)
  const [explained, setExplained] = useState<string | null>(null)
  const table = useKeyDown<HTMLTableElement>(onRowKey)
  const { first, more } = useFirst(rows)
  if (rows.length === 0) return null
  return (
    <>
      <table
        className="tbl tbl--quiet"
        aria-label={label}
        ref={table}
        style={{ '--key-w': keyWidth(rows) } as CSSProperties}
      >
        <colgroup>
          <col className="c-key" />
          <col />
          <col className="c-help" />
          <col className="c-st" />
        </colgroup>
        <tbody>
          {keyed(first, ({ name }) => name).map(({ key, item }, index) => (
            <ValueLine
              key={key}
              row={item}
              place={place}
              isStop={index === Math.min(active, first.length - 1)}
              isExplained={explained === key}
              onFocus={() => setActive(index)}
              onExplain={() => setExplained(explained === key ? null : key)}
            />
          ))}
        </tbody>
      </table>
      {more && <p className="note-line">{more}</p>}
    </>
  )
}

/** The width of a monospace character, and what surrounds a name, in pixels. */
const character = 6.7
const around = 24

/** As wide as the longest name, within limits. */
function keyWidth(rows: readonly ValueRow[]): string {
  const longest = Math.max(...rows.map(({ name }) => name.length))
  return `${Math.round(Math.min(164, Math.max(92, longest * character + around)))}px`
}
