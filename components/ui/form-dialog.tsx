import './parts.css'
import { useEffect, useId, useRef, type ReactNode, type SubmitEvent } from 'react'
import { X } from 'lucide-react'
import { ActionButton } from './action-button'
import { Button, IconButton } from './button'
import { Icon } from './icon'
import type { Issue } from '@/lib/model/issue'
import { t } from '@/lib/i18n'
import { IssueNotes } from './issue-notes'

interface FormDialogProps {
  title: string
  submit: string
  pending: boolean
  issues: readonly Issue[]
  /** Why nothing can be sent; null or undefined if it can. */
  off?: string | null
  /** Resolves to whether it succeeded, so that the dialog may close. */
  onSubmit: () => Promise<boolean>
  onClose: () => void
  children: ReactNode
}

/**
 * Asks for the input of a request, with the focus on the first field. It stays open if nothing could
 * be sent.
 */
export function FormDialog(props: FormDialogProps) {
  const { title, submit, pending, issues, off, onSubmit, onClose, children } = props
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    dialog.current?.showModal()
    dialog.current?.querySelector<HTMLElement>('input, textarea, select')?.focus()
  }, [])
  const close = () => dialog.current?.close()
  const send = async (event: SubmitEvent) => {
    event.preventDefault()
    if (!pending && !off && (await onSubmit())) close()
  }
  return (
    <dialog ref={dialog} className="dialog dialog--form" aria-labelledby={id} onClose={onClose}>
      <form onSubmit={(event) => void send(event)}>
        <div className="bar">
          <h2 id={id} className="strong grow cut">
            {title}
          </h2>
          <IconButton label={t('panel.close')} onClick={close}>
            <Icon of={X} />
          </IconButton>
        </div>
        <div className="dialog__body">
          {children}
          <IssueNotes issues={issues} />
        </div>
        <div className="bar bar--foot">
          <span className="grow" />
          <Button onClick={close}>{t('panel.cancel')}</Button>
          <ActionButton variant="primary" type="submit" pending={pending} off={off}>
            {submit}
          </ActionButton>
        </div>
      </form>
    </dialog>
  )
}
