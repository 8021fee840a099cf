import type { ReactNode } from 'react'

interface BannerProps {
  readonly tone?: 'warn' | 'fail'
  readonly icon: ReactNode
  readonly title: string
  readonly children?: ReactNode
  readonly actions?: ReactNode
}

/** A message about the whole pane, across its full width. */
export function Banner({ tone, icon, title, children, actions }: BannerProps) {
  return (
    <section className={`banner ${tone ? `banner--${tone}` : ''}`} aria-label={title}>
      {icon}
      <div className="grow">
        <div className="banner__t">{title}</div>
        {children}
        {actions && <div className="btns">{actions}</div>}
      </div>
    </section>
  )
}
