import { accessSentence } from '../phrases'
import type { ConsentType } from '../schema'

/** Without authorization_details the scopes are the consent. */
export const scopes: ConsentType = {
  name: 'scopes',
  fits: () => true,
  read: (document) => document,
  members: [{ group: 'scopes', path: ['scope'], compare: 'flags' }],
  id: null,
  status: null,
  expiry: null,
  lives: {},
  reauthenticationDays: null,
  refs: ['RFC6749-3.3'],
  ignored: [],
  sentence: (facts) => accessSentence('scopes', facts),
}
