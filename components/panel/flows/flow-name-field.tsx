import { useEffect, useRef, useState } from 'react'
import { t } from '@/lib/i18n'

interface FlowNameFieldProps {
  readonly name: string
  /** The new name of the flow; null if it stays. */
  readonly onRename: (name: string | null) => void
}

/** Enter and leaving the field take the name, Escape keeps the old one. */
export function FlowNameField({ name, onRename }: FlowNameFieldProps) {
  const [text, setText] = useState(name)
  const field = useRef<HTMLInputElement>(null)
  const isDone = useRef(false)
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [])
  const finish = (changed: string | null) => {
    if (isDone.current) return
    isDone.current = true
    onRename(changed === name ? null : changed)
  }
  return (
    <span className="field">
      <input
        ref={field}
        aria-label={t('panel.flows.name')}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onBlur={() => finish(text)}
        onKeyDown={(event) => {
          const value = { Enter: text, Escape: null }[event.key]
          if (value === undefined) return
          event.preventDefault()
          event.stopPropagation()
          finish(value)
        }}
      />
    </span>
  )
}
