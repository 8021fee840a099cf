import { useEffect, useRef, useState } from 'react'
import { t } from '@/lib/i18n'
import type { Issue } from '@/lib/model/issue'
import type { FoundKey } from '@/lib/model/key'
import { command } from '@/lib/state/actions'
import { ask } from '@/components/connected/ask'
import { ActionButton } from '@/components/ui/action-button'
import { Button } from '@/components/ui/button'
import { StatusIcon } from '@/components/ui/icon'
import { IssueLine } from '@/components/ui/issue-line'
import { useTextFile } from './profile-drop'
import { keyKind, type ProfileKeyUse } from './profile-key-facts'
import { KeyDetailsFields, OtherIssues, SubForm, type KeyDetails } from './profile-key-parts'
import { Select } from './profile-parts'

interface KeyImportProps {
  readonly use: ProfileKeyUse
  readonly label: string
  readonly onImported: (id: string) => void
  readonly onCancel: (() => void) | null
  readonly onMake: () => void
}

interface Read {
  readonly text: string
  readonly keys: readonly FoundKey[]
  /** Why the text has no key, or why its only key was not imported. */
  readonly issues: readonly Issue[]
}

/** The only key in a text, if it is for this use: nothing needs to be chosen. */
function onlyKey(keys: readonly FoundKey[], use: ProfileKeyUse): FoundKey | undefined {
  return keys.length === 1 ? keys.find((key) => key.use === use) : undefined
}

/**
 * Recognises the keys in a text, and imports a single one; only the result for the newest text
 * counts.
 */
function useRecognised(
  text: string,
  use: ProfileKeyUse,
  onImported: (id: string) => void,
): Read | null {
  const [read, setRead] = useState<Read | null>(null)
  const imported = useRef(onImported)
  useEffect(() => {
    imported.current = onImported
  })
  useEffect(() => {
    if (text.trim() === '') return
    let newest = true
    const recognise = async () => {
      const found = await ask(command('keyRecognise', { text }))
      if (!newest) return
      const keys = found.ok ? found.keys : []
      const key = onlyKey(keys, use)
      if (!key) return setRead({ text, keys, issues: found.ok ? [] : found.issues })
      const result = await ask(command('keyImport', { text, use, ...importOf(key) }))
      if (!result.ok) setRead({ text, keys, issues: result.issues })
      else if (newest) imported.current(result.id)
    }
    void recognise()
    return () => {
      newest = false
    }
  }, [text, use])
  return read?.text === text ? read : null
}

/** The values that a key is imported with unless the user chooses others. */
function importOf({ index, kid, alg, thumbprint }: FoundKey) {
  return { index, kid: kid ?? thumbprint, alg, certificate: null }
}

/** Imports a private key from text or a file. If the text has several keys, the user chooses one. */
export function KeyImport({ use, label, onImported, onCancel, onMake }: KeyImportProps) {
  const [text, setText] = useState('')
  const { isOver, dropProps, chooseProps } = useTextFile(setText)
  const read = useRecognised(text, use, (id) => {
    setText('')
    onImported(id)
  })
  const keys = read?.keys ?? []
  const issues = read?.issues ?? []
  const found = keys.length > 0
  return (
    <div className={isOver ? 'drop is-over' : 'drop'} {...dropProps}>
      <textarea
        className="area"
        aria-label={label}
        autoComplete="off"
        spellCheck={false}
        rows={found ? 4 : 3}
        value={found ? masked(text) : text}
        readOnly={found}
        onChange={({ target }) => setText(target.value)}
        placeholder={t('ui.key.paste')}
      />
      {issues.map((issue) => (
        <div className="hint" key={issue.code}>
          <IssueLine issue={issue} />
        </div>
      ))}
      {found ? (
        <Recognised
          key={text}
          text={text}
          keys={keys}
          use={use}
          onImported={(id) => {
            setText('')
            onImported(id)
          }}
          onCancel={() => {
            setText('')
            onCancel?.()
          }}
          onMake={onMake}
        />
      ) : (
        <div className="btns">
          <label className="btn">
            {t('ui.key.choose_file')}
            <input className="vh" {...chooseProps} />
          </label>
          {onCancel && <Button onClick={onCancel}>{t('ui.key.cancel')}</Button>}
          <span className="grow" />
          <Button variant="link" onClick={onMake}>
            {t('ui.key.generate')}
          </Button>
        </div>
      )}
    </div>
  )
}

const dots = '•'.repeat(48)

/** The display of a key text after it was read: no part of the key itself. */
function masked(text: string): string {
  const label = /-----BEGIN ([A-Z ]{1,40})-----/.exec(text)?.[1]
  return label === undefined
    ? `{\n${dots}\n${dots}\n}`
    : `-----BEGIN ${label}-----\n${dots}\n${dots}\n-----END ${label}-----`
}

const formats = {
  jwk: 'JWK',
  pkcs8: 'PKCS#8',
  pkcs1: 'PKCS#1',
  sec1: 'SEC1',
} as const satisfies Record<FoundKey['format'], string>

type RecognisedProps = Omit<KeyImportProps, 'label' | 'onCancel'> & {
  readonly text: string
  readonly keys: readonly FoundKey[]
  readonly onCancel: () => void
}

/** A key that was found in the text, before it is imported. */
function Recognised({ text, keys, use, onImported, onCancel, onMake }: RecognisedProps) {
  const [index, setIndex] = useState((keys.find((key) => key.use === use) ?? keys[0])?.index ?? 0)
  const [typed, setTyped] = useState<KeyDetails | null>(null)
  const [issues, setIssues] = useState<readonly Issue[]>([])
  const [pending, setPending] = useState(false)
  const key = keys.find((item) => item.index === index)
  if (!key) return null
  const details = typed ?? { ...importOf(key), certificate: '' }
  const save = async () => {
    if (pending) return
    setPending(true)
    const certificate = details.certificate.trim() === '' ? null : details.certificate
    const { kid, alg } = details
    const result = await ask(command('keyImport', { text, index, use, kid, alg, certificate }))
    setPending(false)
    if (result.ok) onImported(result.id)
    else setIssues(result.issues)
  }
  return (
    <SubForm label={t('ui.key.import')} onSubmit={() => void save()}>
      <div className="hint">
        <StatusIcon status="pass" />
        <span>{t('ui.key.found', [formats[key.format], keyKind(key)])}</span>
      </div>
      {keys.length > 1 && (
        <Select
          label={t('ui.key.which')}
          options={keys.map((item) => ({ value: String(item.index), label: nameOf(item) }))}
          value={String(index)}
          onChange={(value) => {
            setIndex(Number(value))
            setTyped(null)
          }}
        />
      )}
      <KeyDetailsFields
        algs={key.algs}
        details={details}
        onChange={setTyped}
        issues={issues}
        {...(key.kid === null ? { kidHint: t('ui.key.kid_thumbprint') } : {})}
        certificateHint={t(
          key.hasCertificate ? 'ui.key.certificate_included' : 'ui.key.certificate_hint',
        )}
      />
      <OtherIssues issues={issues} />
      <p className="hint">{t('ui.key.import_hint')}</p>
      <div className="btns">
        <ActionButton variant="primary" pending={pending} onClick={() => void save()}>
          {t('ui.key.import')}
        </ActionButton>
        <Button onClick={onCancel}>{t('ui.key.cancel')}</Button>
        <span className="grow" />
        <Button variant="link" onClick={onMake}>
          {t('ui.key.generate')}
        </Button>
      </div>
    </SubForm>
  )
}

function nameOf({ kid, thumbprint, use, ...facts }: FoundKey): string {
  return `${kid ?? thumbprint}, ${keyKind(facts)}, ${t(use === 'sig' ? 'ui.key.sig' : 'ui.key.enc')}`
}
