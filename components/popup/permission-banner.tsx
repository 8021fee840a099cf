import { Globe } from 'lucide-react'
import { useState } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { isForeignCall } from '@/components/connected/destination'
import { hostOf } from '@/components/ui/format'
import { Icon } from '@/components/ui/icon'
import { t } from '@/lib/i18n'
import type { OriginAccess } from '@/lib/storage/state'
import type { OriginRole } from '@/lib/oauth/origins'
import { command } from '@/lib/state/actions'
import { useHost } from '@/lib/state/host'

const roles = {
  issuer: 'popup.access.issuer',
  authorization: 'popup.access.authorization',
  redirect: 'popup.access.redirect',
  par: 'popup.access.par',
  token: 'popup.access.token',
  userinfo: 'popup.access.userinfo',
  introspection: 'popup.access.introspection',
  revocation: 'popup.access.revocation',
  backchannel: 'popup.access.backchannel',
  device: 'popup.access.device',
  mtls: 'popup.access.mtls',
  jwks: 'popup.access.jwks',
  resource: 'popup.access.resource',
  registration: 'popup.access.registration',
} as const satisfies Record<OriginRole, string>

interface PermissionBannerProps {
  readonly issuer: string
  readonly missing: readonly OriginAccess[]
  /** Some of the needed access has already been granted. */
  readonly partly: boolean
  readonly onLater: () => void
  /** Shows all hosts of the profile. */
  readonly onAll: () => void
}

/**
 * Names the sites that the profile needs and the reason. The browser shows its prompt only after a
 * click.
 */
export function PermissionBanner({
  issuer,
  missing,
  partly,
  onLater,
  onAll,
}: PermissionBannerProps) {
  const host = useHost()
  const [refused, setRefused] = useState(false)
  const request = host.requestAccess
  const allow = () => {
    // The browser requires the request in the click handler, before any `await`.
    const requested = request(missing.map(({ pattern }) => pattern))
    void settle(requested)
  }
  const settle = async (requested: Promise<boolean>) => {
    const granted = await requested.catch(() => false)
    setRefused(!granted)
    if (granted) void command('accessRefresh')
  }
  return (
    <Banner
      icon={<Icon of={Globe} />}
      title={titleOf(missing.length, partly)}
      actions={
        <>
          <Button variant="primary" onClick={allow}>
            {t('popup.access.allow')}
          </Button>
          <Button onClick={onLater}>{t('popup.access.later')}</Button>
          <Button variant="link" onClick={onAll}>
            {t('popup.access.all')}
          </Button>
        </>
      }
    >
      <ul className="access">
        {missing.map((each) => (
          <li key={each.origin}>
            <span className="mono wrap">{hostOf(each.origin)}</span>{' '}
            <span className="meta">
              {[
                ...each.roles.map((role) => t(roles[role])),
                ...(isForeignCall(each, issuer) ? [t('ui.sends.not_issuer')] : []),
              ].join(', ')}
            </span>
          </li>
        ))}
      </ul>
      <div className="meta" role={refused ? 'alert' : undefined}>
        {t(refused ? 'popup.access.refused' : 'popup.access.without')}
      </div>
    </Banner>
  )
}

function titleOf(count: number, partly: boolean): string {
  return partly
    ? t('popup.access.title_more', count, [String(count)])
    : t('popup.access.title', count, [String(count)])
}
