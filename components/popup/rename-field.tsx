import { useEffect, useRef, type KeyboardEvent } from 'react'
import { t } from '@/lib/i18n'
import type { StoredRequest } from '@/lib/flow/model/stored-request'
import { command } from '@/lib/state/actions'

interface RenameFieldProps {
  readonly request: StoredRequest
  readonly onDone: () => void
}

/** Replaces the label while it is edited: Enter saves, Escape cancels. */
export function RenameField({ request, onDone }: RenameFieldProps) {
  const input = useRef<HTMLInputElement>(null)
  const left = useRef(false)
  const old = request.label ?? ''
  useEffect(() => {
    input.current?.focus()
    input.current?.select()
  }, [])
  const finish = (label: string) => {
    if (left.current) return
    left.current = true
    if (label.trim() !== old) void command('requestRename', { id: request.id, label: label.trim() })
    onDone()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    event.stopPropagation()
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    if (event.nativeEvent.isComposing) return
    event.preventDefault()
    finish(event.key === 'Enter' ? event.currentTarget.value : old)
  }
  return (
    <span className="field grow">
      <input
        aria-label={t('popup.request.name')}
        defaultValue={old}
        maxLength={200}
        ref={input}
        onKeyDown={onKeyDown}
        onBlur={(event) => finish(event.target.value)}
      />
    </span>
  )
}
