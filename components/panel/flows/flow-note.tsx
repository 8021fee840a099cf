import { Pencil, StickyNote } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { Button, IconButton } from '@/components/ui/button'
import { formatMoment } from '@/components/ui/format'
import { Icon } from '@/components/ui/icon'
import { LongText } from '@/components/ui/long-text'
import type { Flow } from '@/lib/flow/model/flow'
import { maxNoteLength } from '@/lib/model/bounds'
import { t } from '@/lib/i18n'
import type { FlowKeeping } from './use-keep'

interface FlowNoteProps {
  readonly flow: Flow
  readonly keeping: FlowKeeping
}

/** The note of a flow, or the field for it. */
export function FlowNote({ flow, keeping }: FlowNoteProps) {
  const [now] = useState(Date.now)
  const { id, note } = flow
  if (keeping.noting === id) return <NoteField key={id} flow={flow} keeping={keeping} />
  if (!note) return null
  return (
    <div className="bar fnote">
      <Icon of={StickyNote} />
      <span className="grow fnote__text">
        <LongText text={note.text} /> <span className="meta">{formatMoment(note.at, now)}</span>
      </span>
      <IconButton label={t('panel.flows.note_edit')} onClick={() => keeping.writeNote(id)}>
        <Icon of={Pencil} />
      </IconButton>
    </div>
  )
}

function NoteField({ flow: { id, note, incognito }, keeping }: FlowNoteProps) {
  const [text, setText] = useState(note?.text ?? '')
  const field = useRef<HTMLTextAreaElement>(null)
  const label = useId()
  useEffect(() => {
    const { current } = field
    current?.focus()
    current?.setSelectionRange(current.value.length, current.value.length)
  }, [])
  const save = () => keeping.saveNote(id, text)
  return (
    <form
      className="fnote fnote--edit"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <label className="meta" htmlFor={label}>
        {t('panel.flows.note_label')}
      </label>
      <div className="field field--area">
        <textarea
          ref={field}
          id={label}
          rows={2}
          maxLength={maxNoteLength}
          value={text}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={(event) => {
            const isSave = event.key === 'Enter' && (event.ctrlKey || event.metaKey)
            if (!isSave && event.key !== 'Escape') return
            event.preventDefault()
            event.stopPropagation()
            if (isSave) save()
            else keeping.writeNote(null)
          }}
        />
      </div>
      <div className="btns">
        <Button variant="primary" type="submit">
          {t('panel.flows.note_save')}
        </Button>
        <Button onClick={() => keeping.writeNote(null)}>{t('panel.cancel')}</Button>
        <span className="meta">
          {t(incognito ? 'panel.flows.note_hint_private' : 'panel.flows.note_hint')}
        </span>
      </div>
    </form>
  )
}
