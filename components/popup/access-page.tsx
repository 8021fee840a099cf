import { useAllow } from '@/components/connected/use-allow'
import { HostList } from '@/components/profile/host-list'
import { Button } from '@/components/ui/button'
import { t } from '@/lib/i18n'
import type { Profile } from '@/lib/oauth/profile'
import { useHost } from '@/lib/state/host'
import { Page } from './page'

interface AccessPageProps {
  readonly profile: Profile
  readonly onBack: () => void
}

/** The hosts that the profile needs, each with its purpose and whether access is granted. */
export function AccessPage({ profile, onBack }: AccessPageProps) {
  const { browser } = useHost()
  const { origins, closed, refused, allow } = useAllow(profile.id)
  const count = closed.length
  const foot = count > 0 && (
    <>
      <Button variant="primary" onClick={allow}>
        {t('popup.access.allow_count', count, [String(count)])}
      </Button>
      <Button onClick={onBack}>{t('popup.access.later')}</Button>
    </>
  )
  return (
    <Page title={t('popup.access.page')} onBack={onBack} foot={foot}>
      <div className="first">
        <p>{t(count > 0 ? 'popup.access.asks' : 'popup.access.all_allowed')}</p>
        <HostList label={t('popup.access.page')} access={origins} issuer={profile.issuer} />
        {refused && <p role="alert">{t('popup.access.refused')}</p>}
        <p className="meta">
          {t('popup.access.revoke')}
          {browser === 'firefox' && ` ${t('popup.access.revoke_firefox')}`}
        </p>
      </div>
    </Page>
  )
}
