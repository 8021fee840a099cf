import type { SeverityRow } from '@/lib/model/rule-profiles'

export const severities = {
  'disc-url-https': { OIDC: 'fail', OAuth: 'fail' },
  'disc-status-200': { OIDC: 'fail', OAuth: 'fail' },
  'disc-content-type-json': { OIDC: 'fail', OAuth: 'fail' },
  'disc-json-object': { OIDC: 'fail', OAuth: 'fail' },
  'disc-issuer-present': { OIDC: 'fail', OAuth: 'fail' },
  'disc-issuer-url': { OIDC: 'fail', OAuth: 'fail' },
  'disc-issuer-match-oidc': { OIDC: 'fail' },
  'disc-issuer-match-rfc8414': { OAuth: 'fail' },
  'disc-issuer-trailing-slash': { OIDC: 'fail', OAuth: 'fail', CDR: 'fail' },
  'disc-wellknown-form': { OIDC: 'info', OAuth: 'info', SaltEdge: 'info' },
  'disc-endpoints-https': { OIDC: 'fail', OAuth: 'fail', FAPI2: 'fail' },
  'disc-required-oidc': { OIDC: 'fail' },
  'disc-required-oauth': { OAuth: 'fail' },
  'disc-member-types': { OIDC: 'fail', OAuth: 'fail' },
} as const satisfies Record<string, SeverityRow>
