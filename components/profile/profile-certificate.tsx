import { Button } from '@/components/ui/button'
import type { ProfileDraft } from '@/lib/oauth/profile'
import { command } from '@/lib/state/actions'
import { t } from '@/lib/i18n'

/**
 * An extension cannot store a client certificate: the browser prompts for it during a connection.
 */
export function ProfileCertificate({ profileId }: { profileId: ProfileDraft['id'] }) {
  return (
    <div>
      <p className="meta">{t('ui.auth.certificate_text')}</p>
      <div className="btns">
        <Button
          aria-disabled={profileId === null}
          title={profileId === null ? t('ui.auth.save_first') : undefined}
          onClick={() => profileId !== null && void command('certificateChoose', { profileId })}
        >
          {t('ui.auth.certificate_choose')}
        </Button>
      </div>
    </div>
  )
}
