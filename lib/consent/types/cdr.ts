import { accessSentence } from '../phrases'
import type { ConsentType } from '../schema'

/** The Consumer Data Right: scopes, and an arrangement whose length is in `claims` of the request. */
export const cdr: ConsentType = {
  name: 'cdr',
  fits: (document) => 'sharing_duration' in document || 'cdr_arrangement_id' in document,
  read: (document) => document,
  members: [
    { group: 'scopes', path: ['scope'], compare: 'flags' },
    { group: 'duration', path: ['sharing_duration'], compare: 'quantity', countsDown: true },
    // A request names it only to change an arrangement.
    { group: 'duration', path: ['cdr_arrangement_id'], compare: 'exact' },
  ],
  id: ['cdr_arrangement_id'],
  status: null,
  expiry: ['sharing_duration'],
  isExpiryRelative: true,
  lives: {},
  reauthenticationDays: null,
  // Only the arrangement id is returned.
  words: { omitted: 'info' },
  refs: ['RFC6749-3.3'],
  ignored: [],
  sentence: (facts) => accessSentence('scopes', facts),
}
