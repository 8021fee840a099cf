import { useState, type ReactNode } from 'react'
import { ChevronRight } from 'lucide-react'
import { Icon } from './icon'

interface FoldProps {
  readonly title: string
  /** Follows the title. */
  readonly count?: ReactNode
  /** What a folded group contains, in a few words. */
  readonly summary?: string | undefined
  readonly isOpen?: boolean | undefined
  /** Buttons at its end. */
  readonly tools?: ReactNode
  readonly children: ReactNode
}

/** A group with a heading that stays in sight while the group is scrolled, and folds it. */
export function Fold({ title, count, summary, isOpen = false, tools, children }: FoldProps) {
  const [open, setOpen] = useState(isOpen)
  return (
    <section aria-label={title}>
      <h3 className="grp">
        <button
          type="button"
          className="grp__b"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <Icon of={ChevronRight} />
          <b>{title}</b>
          {count !== undefined && <span>{count}</span>}
          {!open && summary && <span className="grp__end cut">{summary}</span>}
        </button>
        {tools}
      </h3>
      {open && children}
    </section>
  )
}
