import { Button } from '@/components/ui/button'
import { hostOf } from '@/components/ui/format'
import { useAllow } from '@/components/connected/use-allow'
import { useFlowProfile } from '@/components/connected/use-flow-profile'
import { useHost } from '@/lib/state/host'
import { t } from '@/lib/i18n'
import { HostList } from './host-list'

/** The hosts that a profile needs, the purpose of each, and whether access is granted. */
export function ProfileAccess({ profileId }: { profileId: string }) {
  const host = useHost()
  const { origins, closed, refused, allow } = useAllow(profileId)
  const issuer = useFlowProfile({ profileId })?.issuer ?? ''
  const open = origins.filter(({ granted }) => granted).map(({ pattern }) => pattern)
  return (
    <section className="form__part" aria-label={t('panel.access.title')}>
      <div className="form__head">
        <h2 className="label grow">{t('panel.access.title')}</h2>
        {closed.length > 0 && <Button onClick={allow}>{t('panel.access.allow')}</Button>}
        {open.length > 0 && (
          <Button variant="link" onClick={() => void host.removeAccess(open)}>
            {t('panel.access.revoke')}
          </Button>
        )}
      </div>
      {refused && <output className="meta">{t('panel.access.refused')}</output>}
      {origins.length === 0 ? (
        <p className="meta">{t('panel.access.none')}</p>
      ) : (
        <HostList
          label={t('panel.access.title')}
          access={origins}
          issuer={issuer}
          action={({ granted, pattern, origin }) =>
            granted &&
            open.length > 1 && (
              <Button
                variant="link"
                aria-label={t('panel.access.revoke_one', [hostOf(origin)])}
                onClick={() => void host.removeAccess([pattern])}
              >
                {t('panel.access.revoke_short')}
              </Button>
            )
          }
        />
      )}
    </section>
  )
}
