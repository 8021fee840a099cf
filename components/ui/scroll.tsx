import type { ReactNode } from 'react'

interface ScrollProps {
  label: string
  children: ReactNode
}

/** The scroll area of a pane; it takes the focus, so that the keyboard can scroll it. */
export function Scroll({ label, children }: ScrollProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
    <section className="scroll" tabIndex={0} aria-label={label}>
      {children}
    </section>
  )
}
