import { useState } from 'react'
import { Choice, Tick } from './profile-parts'
import { command } from '@/lib/state/actions'
import { Prose } from '@/components/ui/prose'
import { t } from '@/lib/i18n'
import { FormDialog } from '@/components/ui/form-dialog'
import { saveText } from '@/components/ui/save-text'

interface ProfileExportProps {
  /** The selected profile; null if it is not saved yet. */
  profile: { id: string; name: string } | null
  onClose: () => void
}

/** Exports profiles to a file. */
export function ProfileExport({ profile, onClose }: ProfileExportProps) {
  const [which, setWhich] = useState<'one' | 'all'>('all')
  const [secrets, setSecrets] = useState(false)
  const [pending, setPending] = useState(false)
  const [failed, setFailed] = useState(false)
  const download = async () => {
    setPending(true)
    const ids = which === 'one' && profile ? [profile.id] : null
    const result = await command('profilesExport', { ids, secrets }).catch(() => null)
    setPending(false)
    setFailed(result === null)
    if (result) saveText('parley-profiles.json', 'application/json', result.text)
    return result !== null
  }
  return (
    <FormDialog
      title={t('panel.export.title')}
      submit={t('panel.export.download')}
      pending={pending}
      issues={failed ? [{ code: 'no_response' }] : []}
      onSubmit={download}
      onClose={onClose}
    >
      {profile && (
        <Choice
          label={t('panel.export.which')}
          options={[
            { value: 'all', label: t('panel.export.all') },
            { value: 'one', label: t('panel.export.one') },
          ]}
          value={which}
          onChange={setWhich}
          hint={which === 'one' ? profile.name : undefined}
        />
      )}
      <Tick
        label={t('panel.export.secrets')}
        hint={t('panel.export.secrets_hint')}
        checked={secrets}
        onChange={setSecrets}
      />
      <p className="meta">
        <Prose>{t('panel.export.keys')}</Prose>
      </p>
    </FormDialog>
  )
}
