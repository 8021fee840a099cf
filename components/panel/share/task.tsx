import './share.css'
import { X } from 'lucide-react'
import { useEffect, useRef, type ReactNode } from 'react'
import { IconButton } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { t } from '@/lib/i18n'

interface TaskProps {
  readonly title: string
  /** What the job is about, such as the name of a flow. */
  readonly about: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A job in the place of the sequence and the inspector. Escape leaves it; the list stays usable. */
export function Task({ title, about, onClose, children }: TaskProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <section className="task" aria-label={title}>
      <div className="bar task__h">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        <span className="cut meta">{about}</span>
        <span className="grow" />
        <IconButton label={t('panel.share.close')} onClick={onClose}>
          <Icon of={X} />
        </IconButton>
      </div>
      {children}
    </section>
  )
}
