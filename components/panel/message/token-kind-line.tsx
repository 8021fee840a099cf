import type { TokenView } from '@/lib/messaging/views'
import { t } from '@/lib/i18n'

const kinds = {
  'id-token': 'panel.kinds.id_token',
  'access-token': 'panel.kinds.access_token',
  'refresh-token': 'panel.kinds.refresh_token',
  jarm: 'panel.kinds.jarm',
  userinfo: 'panel.kinds.userinfo',
  introspection: 'panel.kinds.introspection',
  'logout-token': 'panel.kinds.logout_token',
  set: 'panel.kinds.set',
  'software-statement': 'panel.kinds.software_statement',
  'client-assertion': 'panel.kinds.client_assertion',
  'request-object': 'panel.kinds.request_object',
  'dpop-proof': 'panel.kinds.dpop_proof',
  'sd-jwt': 'panel.kinds.sd_jwt',
  jwt: 'panel.kinds.jwt',
  jws: 'panel.kinds.jws',
  opaque: 'panel.kinds.opaque',
} as const satisfies Record<TokenView['role']['kind'], string>

/** The kind of a token, and the feature that identifies it. */
export function TokenKindLine({ role: { kind, sign } }: Pick<TokenView, 'role'>) {
  return (
    <p className="note-line token-kind">
      <span className="strong">{t(kinds[kind])}</span>{' '}
      {sign !== null && (
        <span className="meta">
          {t('panel.kinds.by')} <span className="mono">{sign}</span>
        </span>
      )}
    </p>
  )
}
