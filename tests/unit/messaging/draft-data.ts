import { clientDefaults } from '@/lib/oauth/profile-defaults'

/** A profile as the form sends it. */
export const draft = {
  id: null,
  name: '',
  issuer: '',
  clientId: '',
  redirectUris: [''],
  ruleProfile: 'oauth2',
  addScopeOpenid: false,
  ...clientDefaults.oauth2,
} as const
