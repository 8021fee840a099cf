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
  /** A secret was typed on a page that has closed, and is not saved yet. */
  isTyped: boolean
  onSecret: (secret: string) => void
}

/** The client secret. The page knows only whether it exists; the value stays in the background. */
export function ProfileSecret({ profileId, secret, isTyped, onSecret }: ProfileSecretProps) {
  const held = useMirror(({ secrets }) => profileId !== null && secrets.includes(profileId))
  return (
    <Field
      label="client_secret"
      type="password"
      mono
      autoComplete="new-password"
      value={secret}
      onChange={({ target }) => onSecret(target.value)}
      placeholder={held || isTyped ? '•'.repeat(16) : ''}
      hint={
        <>
          {held && <StatusIcon status="pass" />}
          <span>{t(hintOf(held, isTyped))}</span>
        </>
      }
      end={
        isTyped || (held && profileId !== null) ? (
          <Button
            variant="link"
            onClick={() =>
              isTyped || profileId === null
                ? onSecret('')
                : void command('secretSet', { profileId, secret: null })
            }
          >
            {t('ui.auth.secret_remove')}
          </Button>
        ) : null
      }
    />
  )
}

function hintOf(isHeld: boolean, isTyped: boolean) {
  if (isTyped) return 'ui.auth.secret_typed'
  return isHeld ? 'ui.auth.secret_stored' : 'ui.auth.secret_hint'
}
