import { t } from '@/lib/i18n'
import type { TokenKind } from '@/lib/oauth/token-kind'

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
  'key-binding': 'panel.kinds.key_binding',
  'sd-jwt': 'panel.kinds.sd_jwt',
  jwt: 'panel.kinds.jwt',
  jws: 'panel.kinds.jws',
  opaque: 'panel.kinds.opaque',
} as const satisfies Record<TokenKind, string>

/** The name of a kind of token. */
export const kindText = (kind: TokenKind): string => t(kinds[kind])

/** The kind of a token. Of one that could not be decrypted, nothing else is known. */
export function tokenKindText(token: {
  readonly role: { readonly kind: TokenKind }
  readonly decryption: { readonly status: string } | null
}): string {
  const { role, decryption } = token
  return decryption?.status === 'closed' ? t('panel.kinds.encrypted') : kindText(role.kind)
}
