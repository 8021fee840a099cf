import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { StatusIcon } from '@/components/ui/icon'
import { command } from '@/lib/state/actions'
import { useMirror } from '@/lib/state/mirror'
import { t } from '@/lib/i18n'

interface ProfileSecretProps {
  profileId: string | null
  /** As typed and not saved yet. */
  secret: string
  onSecret: (secret: string) => void
}

/** The client secret. The page knows only whether it exists; the value stays in the background. */
export function ProfileSecret({ profileId, secret, onSecret }: ProfileSecretProps) {
  const held = useMirror(({ secrets }) => profileId !== null && secrets.includes(profileId))
  return (
    <Field
      label="client_secret"
      type="password"
      mono
      autoComplete="new-password"
      value={secret}
      onChange={({ target }) => onSecret(target.value)}
      placeholder={held ? '•'.repeat(16) : ''}
      hint={
        <>
          {held && <StatusIcon status="pass" />}
          <span>{t(held ? 'ui.auth.secret_stored' : 'ui.auth.secret_hint')}</span>
        </>
      }
      end={
        held && profileId !== null ? (
          <Button
            variant="link"
            onClick={() => void command('secretSet', { profileId, secret: null })}
          >
            {t('ui.auth.secret_remove')}
          </Button>
        ) : null
      }
    />
  )
}
