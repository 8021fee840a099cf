import type { ReactNode } from 'react'

interface SectionBarProps {
  readonly title: string
  readonly level?: 2 | 3
  readonly children?: ReactNode
}

/** A heading on a hairline, with facts and buttons to its right. */
export function SectionBar({ title, level = 2, children }: SectionBarProps) {
  const Heading = `h${level}` as const
  return (
    <div className="sec">
      <Heading>{title}</Heading>
      {children}
    </div>
  )
}
