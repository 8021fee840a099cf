import type { ReactNode } from 'react'

interface ScrollProps {
  label: string
  children: ReactNode
}

/** What scrolls in a pane; it takes the focus, so that the keyboard can scroll it. */
export function Scroll({ label, children }: ScrollProps) {
  return (
    <div className="scroll" tabIndex={0} role="group" aria-label={label}>
      {children}
    </div>
  )
}
