import './sheet.css'
import { ChevronRight } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Icon } from '@/components/ui/icon'

interface SectionProps {
  readonly title: string
  readonly isMono?: boolean
  readonly summary: string
  readonly isOpen?: boolean
  readonly tools?: ReactNode
  readonly children: ReactNode
}

/** A section of the sheet. It says what is in it, folded or not. */
export function SheetSection(props: SectionProps) {
  const { title, summary, isOpen: isFirstOpen = false, tools, children } = props
  const [isOpen, setOpen] = useState(isFirstOpen)
  return (
    <section aria-label={title}>
      <div className="sec sec--fold">
        <h3 className="sec__h">
          <button
            type="button"
            className="sec__b"
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            <Icon of={ChevronRight} />
            <span className="strong nowrap">{title}</span>
            <span className="cut">{summary}</span>
          </button>
        </h3>
        {isOpen && tools}
      </div>
      {isOpen && <div className="sheet">{children}</div>}
    </section>
  )
}
