import { isObject } from '@/lib/model/json'
import { accessSentence } from '../phrases'
import type { ConsentType } from '../schema'

const accounts = (name: string) =>
  ({
    group: 'accounts',
    path: ['access', name],
    compare: 'accounts',
    isChoice: true,
  }) as const

const shortcut = (name: string) =>
  ({ group: 'permissions', path: ['access', name], compare: 'exact' }) as const

/** Berlin Group NextGenPSD2: consents to account information. The user narrows them, the bank shortens them. */
export const berlinGroup: ConsentType = {
  name: 'berlin_group',
  fits: (document) =>
    isObject(document['access']) &&
    ('recurringIndicator' in document || 'validUntil' in document || 'consentStatus' in document),
  read: (document) => document,
  members: [
    accounts('accounts'),
    accounts('balances'),
    accounts('transactions'),
    shortcut('availableAccounts'),
    shortcut('availableAccountsWithBalance'),
    shortcut('allPsd2'),
    { group: 'other', path: ['recurringIndicator'], compare: 'exact' },
    { group: 'other', path: ['frequencyPerDay'], compare: 'quantity' },
    { group: 'other', path: ['combinedServiceIndicator'], compare: 'exact' },
    { group: 'dates', path: ['validUntil'], compare: 'instant' },
    { group: 'dates', path: ['consentStatus'], compare: 'status' },
    { group: 'dates', path: ['lastActionDate'], compare: 'instant', isServerTime: true },
  ],
  id: ['consentId'],
  status: ['consentStatus'],
  expiry: ['validUntil'],
  lives: {
    accepted: 'waiting',
    received: 'waiting',
    partiallyauthorised: 'waiting',
    valid: 'active',
    rejected: 'refused',
    revokedbypsu: 'withdrawn',
    terminatedbytpp: 'withdrawn',
    expired: 'expired',
  },
  reauthenticationDays: 180,
  words: { narrower: 'info', omitted: 'info' },
  refs: [],
  ignored: ['_links', 'psuMessage', 'tppMessages'],
  sentence: (facts) => accessSentence('permissions', facts),
}
