import { ChevronLeft } from 'lucide-react'
import { useId, type KeyboardEvent, type ReactNode } from 'react'
import { IconButton } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { useFocusOnMount } from '@/components/ui/use-focus-on-mount'
import { t } from '@/lib/i18n'

interface PageProps {
  readonly title: string
  readonly onBack: () => void
  /** What is at the end of the bar. */
  readonly aside?: ReactNode
  readonly foot?: ReactNode
  /** Makes it a form: Ctrl+Enter submits it. */
  readonly onSubmit?: () => void
  readonly children: ReactNode
}

/** A page over the list, with its way back: the arrow, or Escape. */
export function Page({ title, onBack, aside, foot, onSubmit, children }: PageProps) {
  const id = useId()
  const back = useFocusOnMount(true)
  const onKeyDown = (event: KeyboardEvent) => {
    const submits = event.key === 'Enter' && (event.ctrlKey || event.metaKey)
    if (event.defaultPrevented || (event.key !== 'Escape' && !submits)) return
    event.preventDefault()
    if (submits) onSubmit?.()
    else onBack()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape goes back from anywhere in it
    <section className="sub" aria-labelledby={id} onKeyDown={onKeyDown}>
      <div className="bar">
        <IconButton ref={back} label={t('popup.back')} onClick={onBack}>
          <Icon of={ChevronLeft} />
        </IconButton>
        <h2 id={id} className="cut">
          {title}
        </h2>
        <span className="grow" />
        {aside}
      </div>
      <div className="scroll">{children}</div>
      {foot && <div className="bar bar--foot">{foot}</div>}
    </section>
  )
}
