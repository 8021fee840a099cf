import type { ReactNode } from 'react'
import { isForeignCall } from '@/components/connected/destination'
import { hostOf } from '@/components/ui/format'
import { StatusIcon } from '@/components/ui/icon'
import { t } from '@/lib/i18n'
import type { OriginRole } from '@/lib/oauth/origins'
import { isClosed } from '@/lib/state/host-access'
import type { OriginAccess } from '@/lib/storage/state'
import '../ui/parts.css'

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
  backchannel: 'panel.origin_role.backchannel',
  device: 'panel.origin_role.device',
  registration: 'panel.origin_role.registration',
} as const satisfies Record<OriginRole, string>

interface HostListProps {
  readonly label: string
  readonly access: readonly OriginAccess[]
  readonly issuer: string
  /** The profile is not saved, so the browser was not asked yet. */
  readonly isNew?: boolean
  /** The button of a host. */
  readonly action?: (access: OriginAccess) => ReactNode
}

/** The hosts that a profile needs, the purpose of each, and whether access is granted. */
export function HostList({ label, access, issuer, isNew = false, action }: HostListProps) {
  return (
    <ul className="hosts" aria-label={label}>
      {access.map((each) => (
        <li key={each.origin} className="host">
          <StatusIcon
            status={isClosed(each) ? (isNew ? 'neutral' : 'warn') : 'pass'}
            label={t(isClosed(each) ? 'panel.access.missing' : 'panel.access.granted')}
          />
          <span className="mono wrap" title={each.origin}>
            {hostOf(each.origin)}
          </span>
          <span className="meta wrap">{textOf(each, issuer, isNew)}</span>
          {action?.(each)}
        </li>
      ))}
    </ul>
  )
}

function textOf(access: OriginAccess, issuer: string, isNew: boolean): string {
  const { roles } = access
  const purposes = [
    ...roles.map((role) => t(roleNames[role])),
    ...(isForeignCall(access, issuer) ? [t('ui.sends.not_issuer')] : []),
  ].join(', ')
  if (isNew || !isClosed(access)) return purposes
  return t(roles.includes('jwks') ? 'panel.access.keys_missing' : 'panel.access.missing_for', [
    purposes,
  ])
}
