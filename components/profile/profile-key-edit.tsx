import { useState } from 'react'
import { t } from '@/lib/i18n'
import type { Issue } from '@/lib/model/issue'
import type { KeyInfo } from '@/lib/model/key'
import { command } from '@/lib/state/actions'
import { ActionButton } from '@/components/ui/action-button'
import { ask } from '@/components/connected/ask'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { madeAlgs, type ProfileKeyUse } from './profile-key-facts'
import { AlgChoice, KeyDetailsFields, OtherIssues, SubForm } from './profile-key-parts'
import { Tick } from './profile-parts'

interface KeyEditProps {
  readonly info: KeyInfo
  readonly onDone: () => void
}

/** Changes the name and the algorithm of a stored key. */
export function KeyEdit({ info, onDone }: KeyEditProps) {
  const [details, setDetails] = useState({ kid: info.kid, alg: info.alg, certificate: '' })
  const [bare, setBare] = useState(false)
  const [issues, setIssues] = useState<readonly Issue[]>([])
  const save = async () => {
    const typed = details.certificate.trim() === '' ? null : details.certificate
    const certificate = bare ? '' : typed
    const result = await ask(command('keyEdit', { id: info.id, ...details, certificate }))
    if (result.ok) onDone()
    else setIssues(result.issues)
  }
  return (
    <SubForm label={t('ui.key.edit')} onSubmit={() => void save()}>
      <KeyDetailsFields
        algs={info.algs}
        details={details}
        onChange={setDetails}
        issues={issues}
        certificateHint={t('ui.key.certificates', info.x5c.length)}
      />
      {info.x5c.length > 0 && (
        <Tick label={t('ui.key.remove_certificate')} checked={bare} onChange={setBare} />
      )}
      <OtherIssues issues={issues} />
      <div className="btns">
        <Button variant="primary" onClick={() => void save()}>
          {t('ui.key.save')}
        </Button>
        <Button onClick={onDone}>{t('ui.key.cancel')}</Button>
      </div>
    </SubForm>
  )
}

interface KeyMakeProps {
  readonly use: ProfileKeyUse
  readonly onMade: (id: string) => void
  readonly onCancel: () => void
}

/** Generates a key that never leaves this browser. */
export function KeyMake({ use, onMade, onCancel }: KeyMakeProps) {
  const [alg, setAlg] = useState(madeAlgs[use][0] ?? '')
  const [kid, setKid] = useState('')
  const [issues, setIssues] = useState<readonly Issue[]>([])
  const [pending, setPending] = useState(false)
  const make = async () => {
    if (pending) return
    setPending(true)
    const name = kid.trim() === '' ? null : kid
    const result = await ask(command('keyGenerate', { use, alg, kid: name }))
    setPending(false)
    if (result.ok) onMade(result.id)
    else setIssues(result.issues)
  }
  return (
    <SubForm label={t('ui.key.generate')} onSubmit={() => void make()}>
      <div className="form__pair">
        <Field
          label="kid"
          value={kid}
          onChange={({ target }) => setKid(target.value)}
          placeholder={t('ui.key.kid_default')}
          mono
        />
        <AlgChoice algs={madeAlgs[use]} value={alg} onChange={setAlg} />
      </div>
      <OtherIssues issues={issues} />
      <p className="hint">{t('ui.key.generate_hint')}</p>
      <div className="btns">
        <ActionButton variant="primary" pending={pending} onClick={() => void make()}>
          {t('ui.key.generate_now')}
        </ActionButton>
        <Button onClick={onCancel}>{t('ui.key.cancel')}</Button>
      </div>
    </SubForm>
  )
}
