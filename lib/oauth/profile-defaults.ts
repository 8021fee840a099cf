import type { ClientSettings, ProfileDraft } from './profile'
import type { RuleProfile } from '@/lib/rules/profiles'

const base: ClientSettings = {
  discovery: { kind: 'derived' },
  scope: 'openid',
  responseType: 'code',
  responseMode: '',
  claims: '',
  authorizationDetails: '',
  authorizationParams: [],
  tokenParams: [],
  clientAuth: {
    method: 'private_key_jwt',
    audience: 'issuer',
    lifetime: 60,
    extraClaims: '',
    extraHeader: '',
  },
  signingKeyId: null,
  decryptionKeyId: null,
  requestAs: 'parameters',
  sendBy: 'par',
  bindTokens: 'nothing',
  autoExchange: false,
}

/** What most servers of each rule profile expect of a client that says nothing special. */
export const clientDefaults: Readonly<Record<RuleProfile, ClientSettings>> = {
  ofm: { ...base, scope: 'openid accounts profile', requestAs: 'request-object' },
  fapi2: { ...base, bindTokens: 'dpop' },
  oauth2: { ...base, sendBy: 'url' },
}

export const emptyDraft: ProfileDraft = {
  id: null,
  name: '',
  issuer: '',
  clientId: '',
  redirectUris: [],
  ruleProfile: 'ofm',
  addScopeOpenid: true,
  ...clientDefaults.ofm,
}
