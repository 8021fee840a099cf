import { isObject, type JsonObject } from '@/lib/model/json'
import { accessSentence } from '../phrases'
import { valueAt, type ConsentType } from '../schema'

export const brazilData = (document: JsonObject): JsonObject =>
  isObject(document['data']) ? document['data'] : {}

/** A withdrawn or expired consent is REJECTED as well; the reason tells them apart. */
export const brazilLives = {
  awaitingauthorisation: 'waiting',
  partiallyaccepted: 'waiting',
  authorised: 'active',
  rejected: 'refused',
  consumed: 'used',
  customermanuallyrevoked: 'withdrawn',
  consentmaxdatereached: 'expired',
  consentexpired: 'refused',
} as const

/** Open Finance Brasil: consents to data. A bank drops permissions of products that it does not offer. */
export const brazilConsent: ConsentType = {
  name: 'brazil_consent',
  fits: (document) => Array.isArray(valueAt(document, ['data', 'permissions'])),
  read: brazilData,
  members: [
    { group: 'permissions', path: ['permissions'], compare: 'flags', words: { narrower: 'info' } },
    { group: 'accounts', path: ['linkedResources'], compare: 'accounts', isChoice: true },
    { group: 'parties', path: ['loggedUser'], compare: 'exact' },
    { group: 'parties', path: ['businessEntity'], compare: 'exact' },
    { group: 'dates', path: ['expirationDateTime'], compare: 'instant' },
    { group: 'dates', path: ['status'], compare: 'status' },
    { group: 'dates', path: ['rejection', 'reason', 'code'], compare: 'status' },
    { group: 'dates', path: ['creationDateTime'], compare: 'instant', isServerTime: true },
    { group: 'dates', path: ['statusUpdateDateTime'], compare: 'instant', isServerTime: true },
  ],
  id: ['consentId'],
  status: ['status'],
  expiry: ['expirationDateTime'],
  lives: brazilLives,
  reauthenticationDays: null,
  // The request repeats the identity of the user, which the response leaves out.
  words: { omitted: 'info' },
  refs: [],
  ignored: ['rejection'],
  sentence: (facts) => accessSentence('permissions', facts),
}
