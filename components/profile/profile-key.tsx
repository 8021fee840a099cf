import '../ui/parts.css'
import { useState } from 'react'
import { t } from '@/lib/i18n'
import type { KeyInfo } from '@/lib/model/key'
import { command } from '@/lib/state/actions'
import { useMirror } from '@/lib/state/mirror'
import { Button } from '@/components/ui/button'
import { StatusIcon } from '@/components/ui/icon'
import { KeyEdit, KeyMake } from './profile-key-edit'
import { keyFacts, type ProfileKeyUse } from './profile-key-facts'
import { KeyImport } from './profile-key-import'
import { KeyLine } from './profile-key-line'

interface KeyFieldProps {
  readonly use: ProfileKeyUse
  /** The id of the key that the profile names. */
  readonly value: string | null
  readonly onChange: (id: string | null) => void
}

type Mode = 'line' | 'import' | 'make' | 'edit'

const labels = { sig: 'ui.key.signing', enc: 'ui.key.decryption' } as const

/** The key of a profile, or the ways to add one. */
export function KeyField({ use, value, onChange }: KeyFieldProps) {
  const named = useMirror(({ keys }) => keys.find(({ id }) => id === value))
  const [mode, setMode] = useState<Mode>('line')
  const info = named?.removedAt === undefined ? named : undefined
  const isBare = mode === 'line' && !info
  const label = t(labels[use])
  const back = () => setMode('line')
  const choose = (id: string) => {
    onChange(id)
    back()
  }
  return (
    <section className="profile-key" aria-label={label}>
      <span className="label" aria-hidden="true">
        {label}
      </span>
      {!info && <Missing removed={named} id={value} />}
      {info && <Held info={info} mode={mode} onMode={setMode} onUnset={() => onChange(null)} />}
      {mode === 'make' && <KeyMake use={use} onMade={choose} onCancel={back} />}
      {(mode === 'import' || isBare) && (
        <>
          <HeldKeys use={use} except={value} onChoose={choose} />
          <KeyImport
            use={use}
            label={t('ui.key.private')}
            onImported={choose}
            onCancel={info ? back : null}
            onMake={() => setMode('make')}
          />
        </>
      )}
    </section>
  )
}

interface HeldProps {
  readonly info: KeyInfo
  readonly mode: Mode
  readonly onMode: (mode: Mode) => void
  readonly onUnset: () => void
}

/** An existing key: its line, or the form that changes it. */
function Held({ info, mode, onMode, onUnset }: HeldProps) {
  if (mode === 'edit') return <KeyEdit info={info} onDone={() => onMode('line')} />
  if (mode !== 'line') return null
  return (
    <KeyLine
      info={info}
      onReplace={() => onMode('import')}
      onEdit={() => onMode('edit')}
      onRemove={() => void command('keyRemove', { id: info.id })}
      onUnset={onUnset}
    />
  )
}

/** The profile names a key that is missing. */
function Missing({ removed, id }: { removed: KeyInfo | undefined; id: string | null }) {
  if (id === null) return null
  return (
    <div className="hint">
      <StatusIcon status="warn" />
      <span className="grow">
        {removed ? t('ui.key.removed', [removed.kid]) : t('ui.key.missing')}
      </span>
      {removed && (
        <Button variant="link" onClick={() => void command('keyRestore', { id })}>
          {t('ui.key.undo')}
        </Button>
      )}
    </div>
  )
}

interface HeldKeysProps {
  readonly use: ProfileKeyUse
  readonly except: string | null
  readonly onChoose: (id: string) => void
}

/** Keys that Parley has already, for example for a different profile. */
function HeldKeys({ use, except, onChoose }: HeldKeysProps) {
  const all = useMirror((state) => state.keys)
  const keys = all.filter(
    (key) => key.use === use && key.removedAt === undefined && key.id !== except,
  )
  if (keys.length === 0) return null
  return (
    <select
      className="field"
      aria-label={t('ui.key.stored_label')}
      value=""
      onChange={({ target }) => onChoose(target.value)}
    >
      <option value="">{t('ui.key.stored_choose')}</option>
      {keys.map((key) => (
        <option key={key.id} value={key.id}>{`${key.kid}, ${keyFacts(key)}`}</option>
      ))}
    </select>
  )
}
