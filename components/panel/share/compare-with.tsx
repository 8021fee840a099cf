import { useRef, useState, type ReactNode } from 'react'
import { useKeyDown } from '@/components/ui/use-key-down'
import { CompareHead } from './compare-head'
import { comparisonMarkdown } from './compare-markdown'
import type { ShownComparison } from './compare-sections'
import { CompareTable } from './compare-table'
import { Task } from './task'
import { useCompareKeys } from './use-compare-keys'

/** Stands for what is pasted among the ids of the choice. */
export const pastedId = ''

interface Choice {
  readonly label: string
  readonly others: readonly { readonly id: string; readonly name: string }[]
  readonly selected: string
  readonly onChoose: (id: string) => void
  /** The name of what is pasted. */
  readonly pasted: string
}

/** What is compared, in the order of the sides. */
interface Compared {
  readonly shown: ShownComparison
  readonly names: readonly [a: string, b: string]
  /** The same without secrets. */
  readonly safe: () => ShownComparison
}

interface CompareWithProps {
  readonly title: string
  /** The name of what the screen shows. */
  readonly own: string
  readonly choice: Choice
  /** The field for what is pasted. */
  readonly paste: {
    readonly label: string
    readonly text: string
    readonly onText: (text: string) => void
  }
  /** Compares both sides; null without the other one. */
  readonly compare: (isSwapped: boolean) => Compared | null
  /** Why nothing is compared. */
  readonly nothing: ReactNode
  readonly onClose: () => void
}

/** What a screen shows, compared with another one of its kind: a stored or a pasted one. */
export function CompareWith(props: CompareWithProps) {
  const { title, own, choice, paste, compare, nothing, onClose } = props
  const [isAll, setIsAll] = useState(false)
  const [isSwapped, setIsSwapped] = useState(false)
  const compared = compare(isSwapped)
  const pane = useRef<HTMLDivElement>(null)
  const root = useKeyDown<HTMLDivElement>((event) => {
    if (event.key === 'Escape' && !event.defaultPrevented) onClose()
  })
  const swap = () => setIsSwapped(!isSwapped)
  useCompareKeys(pane, { onSwap: swap, onAll: () => setIsAll(!isAll) })
  const fixed = <span className="cut">{own}</span>
  const other = <OtherChoice {...choice} />
  return (
    <div className="panel__main" ref={root}>
      <Task title={title} about="" onClose={onClose}>
        <div className="cmp__pane" ref={pane}>
          <CompareHead
            sides={isSwapped ? [other, fixed] : [fixed, other]}
            onSwap={swap}
            isAll={isAll}
            onAll={setIsAll}
            markdown={compared && (() => markdownOf(title, compared))}
          />
          {choice.selected === pastedId && (
            <textarea
              className="area mono cmp__paste"
              aria-label={paste.label}
              rows={4}
              spellCheck={false}
              autoComplete="off"
              value={paste.text}
              onChange={({ target }) => paste.onText(target.value)}
            />
          )}
          {compared && <CompareTable shown={compared.shown} isAll={isAll} />}
          {!compared && <p className="note-line">{nothing}</p>}
        </div>
      </Task>
    </div>
  )
}

function markdownOf(title: string, { names: [a, b], safe }: Compared): string {
  return comparisonMarkdown({ title, a, b, shown: safe() })
}

/** Chooses the other side. */
function OtherChoice({ label, others, selected, onChoose, pasted }: Choice) {
  return (
    <select
      className="pick grow"
      aria-label={label}
      value={selected}
      onChange={({ target }) => onChoose(target.value)}
    >
      {others.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
      <option value={pastedId}>{pasted}</option>
    </select>
  )
}
