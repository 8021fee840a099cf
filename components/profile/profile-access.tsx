import { Button } from '@/components/ui/button'
import { isForeignCall } from '@/components/connected/destination'
import { StatusIcon } from '@/components/ui/icon'
import { SectionBar } from '@/components/ui/section-bar'
import { useFlowProfile } from '@/components/connected/use-flow-profile'
import type { OriginAccess } from '@/lib/storage/state'
import type { OriginRole } from '@/lib/oauth/origins'
import { isClosed } from '@/lib/state/host-access'
import { useHost } from '@/lib/state/host'
import { t } from '@/lib/i18n'
import { useAllow } from '@/components/connected/use-allow'

const roleNames = {
  issuer: 'panel.origin_role.issuer',
  authorization: 'panel.origin_role.authorization',
  redirect: 'panel.origin_role.redirect',
  par: 'panel.origin_role.par',
  token: 'panel.origin_role.token',
  userinfo: 'panel.origin_role.userinfo',
  introspection: 'panel.origin_role.introspection',
  revocation: 'panel.origin_role.revocation',
  mtls: 'panel.origin_role.mtls',
  jwks: 'panel.origin_role.jwks',
  resource: 'panel.origin_role.resource',
} as const satisfies Record<OriginRole, string>

function Origin({ access, issuer }: { access: OriginAccess; issuer: string }) {
  const { origin, roles } = access
  const text = t(isClosed(access) ? 'panel.access.missing' : 'panel.access.granted')
  return (
    <li className="origin">
      <StatusIcon status={isClosed(access) ? 'warn' : 'pass'} label={text} />
      <span className="grow">
        <span className="mono">{origin}</span>{' '}
        <span className="meta">
          {[
            ...roles.map((role) => t(roleNames[role])),
            ...(isForeignCall(access, issuer) ? [t('ui.sends.not_issuer')] : []),
          ].join(', ')}
        </span>
      </span>
      <span className="meta nowrap" aria-hidden="true">
        {text}
      </span>
    </li>
  )
}

/** The origins that a profile needs, the purpose of each, and whether access is granted. */
export function ProfileAccess({ profileId }: { profileId: string }) {
  const host = useHost()
  const { origins, closed, refused, allow } = useAllow(profileId)
  const issuer = useFlowProfile({ profileId })?.issuer ?? ''
  const open = origins.filter(({ granted }) => granted).map(({ pattern }) => pattern)
  return (
    <section aria-label={t('panel.access.title')}>
      <SectionBar title={t('panel.access.title')}>
        <span className="grow" />
        {closed.length > 0 && <Button onClick={allow}>{t('panel.access.allow')}</Button>}
        {open.length > 0 && (
          <Button variant="quiet" onClick={() => void host.removeAccess(open)}>
            {t('panel.access.revoke')}
          </Button>
        )}
      </SectionBar>
      {refused && <output className="note-line meta">{t('panel.access.refused')}</output>}
      {origins.length === 0 && <p className="note-line meta">{t('panel.access.none')}</p>}
      <ul>
        {origins.map((each) => (
          <Origin key={each.origin} access={each} issuer={issuer} />
        ))}
      </ul>
    </section>
  )
}
