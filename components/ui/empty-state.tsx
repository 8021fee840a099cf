import type { ReactNode } from 'react'

interface EmptyStateProps {
  readonly icon?: ReactNode
  readonly title: string
  readonly children?: ReactNode
}

/** The content of an empty screen: why it is empty, and what to do. */
export function EmptyState({ icon, title, children }: EmptyStateProps) {
  return (
    <div className="empty">
      {icon}
      <div className="empty__t">{title}</div>
      {children}
    </div>
  )
}
