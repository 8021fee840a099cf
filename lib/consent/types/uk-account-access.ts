import { isObject, type JsonObject } from '@/lib/model/json'
import { accessSentence } from '../phrases'
import { valueAt, type ConsentType } from '../schema'

export const ukData = (document: JsonObject): JsonObject =>
  isObject(document['Data']) ? document['Data'] : {}

/** The statuses of version 3.1, and the codes of version 4.0. */
export const ukLives = {
  awaitingauthorisation: 'waiting',
  awau: 'waiting',
  authorised: 'active',
  auth: 'active',
  rejected: 'refused',
  rjct: 'refused',
  revoked: 'withdrawn',
  canc: 'withdrawn',
  expd: 'expired',
  consumed: 'used',
  cond: 'used',
} as const

/** UK Open Banking: account access consents. The bank must not narrow them. */
export const ukAccountAccess: ConsentType = {
  name: 'uk_account_access',
  fits: (document) => Array.isArray(valueAt(document, ['Data', 'Permissions'])),
  read: ukData,
  members: [
    { group: 'permissions', path: ['Permissions'], compare: 'flags' },
    { group: 'accounts', path: ['Account'], compare: 'accounts', isChoice: true },
    { group: 'dates', path: ['ExpirationDateTime'], compare: 'instant' },
    { group: 'dates', path: ['TransactionFromDateTime'], compare: 'instant', isStart: true },
    { group: 'dates', path: ['TransactionToDateTime'], compare: 'instant' },
    { group: 'dates', path: ['Status'], compare: 'status' },
    { group: 'dates', path: ['CreationDateTime'], compare: 'instant', isServerTime: true },
    { group: 'dates', path: ['StatusUpdateDateTime'], compare: 'instant', isServerTime: true },
  ],
  id: ['ConsentId'],
  status: ['Status'],
  expiry: ['ExpirationDateTime'],
  lives: ukLives,
  reauthenticationDays: 90,
  refs: [],
  ignored: ['StatusReason'],
  sentence: (facts) => accessSentence('permissions', facts),
}
