import type { Profile, ProfileDraft } from '@/lib/oauth/profile'
import { clientDefaults } from '@/lib/oauth/profile-defaults'

/** A profile that has not been saved yet. */
export const bankDraft: ProfileDraft = {
  id: null,
  name: 'Bank',
  issuer: 'https://auth.example',
  clientId: 'tpp',
  redirectUris: ['https://app.example/cb'],
  ruleProfile: 'ofm',
  addScopeOpenid: true,
  ...clientDefaults.ofm,
}

/** The same as a profile of this version. */
export const bankProfile: Profile = { ...bankDraft, id: 'p1', createdAt: 1 }

/** The same for a server of OAuth 2.0 without OpenID Connect. */
export const plainDraft: ProfileDraft = {
  ...bankDraft,
  ruleProfile: 'oauth2',
  addScopeOpenid: false,
  ...clientDefaults.oauth2,
}
