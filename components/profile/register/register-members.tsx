import { Undo2 } from 'lucide-react'
import { useId, useState } from 'react'
import { Button, IconButton } from '@/components/ui/button'
import { Icon, StatusIcon } from '@/components/ui/icon'
import { Prose } from '@/components/ui/prose'
import { SectionBar } from '@/components/ui/section-bar'
import { t } from '@/lib/i18n'
import { addableMembers, memberType, type MemberRow } from '@/lib/oauth/registration-metadata'
import { memberText, memberValue } from '@/lib/oauth/registration-request'
import type { Registration } from './use-registration'

/** How many members are offered by name. */
const offered = 4

/** The client metadata: what the server supports is offered, and anything else can be sent. */
export function RegisterMembers({ registration }: { readonly registration: Registration }) {
  const { rows, setMember } = registration
  const [isAdding, setAdding] = useState(false)
  const addable = addableMembers(rows)
  const add = (name: string) => {
    setMember(name, memberType(name) === 'flag' ? true : '')
    setAdding(false)
  }
  return (
    <section aria-label={t('register.metadata')}>
      <SectionBar title={`3 ${t('register.metadata')}`}>
        <span className="meta">{t('register.as_supported')}</span>
      </SectionBar>
      <div className="reg__rows">
        {rows.map((row) => (
          <Member
            key={row.name}
            row={row}
            onChange={(value) => setMember(row.name, value)}
            onUndo={() => setMember(row.name, undefined)}
          />
        ))}
        <div className="reg__row">
          <span className="label">{t('register.add')}</span>
          <div className="reg__adds">
            {addable.slice(0, offered).map((name) => (
              <Button key={name} variant="link" className="mono" onClick={() => add(name)}>
                {name}
              </Button>
            ))}
            {isAdding ? (
              <select
                className="field"
                aria-label={t('register.other')}
                value=""
                onChange={({ target }) => add(target.value)}
              >
                <option value="">{t('register.choose')}</option>
                {addable.map((name) => (
                  <option key={name}>{name}</option>
                ))}
              </select>
            ) : (
              <Button variant="link" onClick={() => setAdding(true)}>
                {t('register.other')}
              </Button>
            )}
          </div>
        </div>
      </div>
    </section>
  )
}

interface MemberProps {
  readonly row: MemberRow
  readonly onChange: (value: unknown) => void
  readonly onUndo: () => void
}

function Member({ row, onChange, onUndo }: MemberProps) {
  const { name, isEdited, unlisted, value } = row
  const id = useId()
  return (
    <div className={`reg__row ${isEdited ? 'is-edited' : ''}`}>
      <label className="mono reg__name" htmlFor={id}>
        {name}
      </label>
      <div className="reg__value">
        {value === null ? (
          <span className="meta">{t('register.left_out')}</span>
        ) : (
          <Input id={id} row={row} onChange={onChange} />
        )}
        {unlisted && (
          <div className="hint">
            <StatusIcon status="warn" />
            <span className="wrap">
              <Prose>
                {t('register.unlisted', [unlisted.list, unlisted.supported.join(', ')])}
              </Prose>
            </span>
          </div>
        )}
      </div>
      {isEdited ? (
        <IconButton label={t('register.undo', [name])} onClick={onUndo}>
          <Icon of={Undo2} />
        </IconButton>
      ) : (
        <Button
          variant="link"
          aria-label={t('register.leave_out', [name])}
          onClick={() => onChange(null)}
        >
          {t('register.omit')}
        </Button>
      )}
    </div>
  )
}

interface InputProps {
  readonly id: string
  readonly row: MemberRow
  readonly onChange: (value: unknown) => void
}

function Input({ id, row, onChange }: InputProps) {
  const { name, type, value } = row
  if (type === 'flag')
    return (
      <input
        id={id}
        type="checkbox"
        checked={value === true}
        onChange={({ target }) => onChange(target.checked)}
      />
    )
  if (type === 'choice') return <OneOf {...{ id, row, onChange }} />
  if (type === 'choices') return <SomeOf {...{ id, row, onChange }} />
  return (
    <input
      id={id}
      className="field mono"
      aria-label={name}
      autoComplete="off"
      spellCheck={false}
      value={memberText(type, value)}
      onChange={({ target }) => onChange(memberValue(type, target.value))}
    />
  )
}

function OneOf({ id, row: { value, options }, onChange }: InputProps) {
  const chosen = typeof value === 'string' ? value : ''
  const all = options.includes(chosen) ? options : [chosen, ...options]
  return (
    <select
      id={id}
      className="field mono"
      value={chosen}
      onChange={({ target }) => onChange(target.value)}
    >
      {all.map((option) => (
        <option key={option}>{option}</option>
      ))}
    </select>
  )
}

function SomeOf({ id, row: { name, value, options }, onChange }: InputProps) {
  const chosen = Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
  const all = [...new Set([...options, ...chosen])]
  const toggle = (option: string, on: boolean) =>
    onChange(all.filter((each) => (each === option ? on : chosen.includes(each))))
  return (
    <div className="reg__some" id={id} role="group" aria-label={name}>
      {all.map((option) => (
        <label key={option} className="tick">
          <input
            type="checkbox"
            checked={chosen.includes(option)}
            onChange={({ target }) => toggle(option, target.checked)}
          />
          <span className="mono">{option}</span>
        </label>
      ))}
    </div>
  )
}
