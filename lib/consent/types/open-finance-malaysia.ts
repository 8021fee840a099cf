import { isObject, textIn } from '@/lib/model/json'
import { accessSentence } from '../phrases'
import type { ConsentType } from '../schema'

/** Account access in Open Finance Malaysia: a RAR object whose `consent` has the members. */
export const openFinanceMalaysia: ConsentType = {
  name: 'open_finance_malaysia',
  fits: (document) =>
    (textIn(document, 'type') ?? '').startsWith('urn:openfinance-ml:account-access-consent:'),
  read: (document) => (isObject(document['consent']) ? document['consent'] : {}),
  members: [
    { group: 'permissions', path: ['permissions'], compare: 'flags' },
    { group: 'accounts', path: ['accounts'], compare: 'accounts', isChoice: true },
    { group: 'parties', path: ['dp_id'], compare: 'exact', isChoice: true },
    { group: 'parties', path: ['dc_id'], compare: 'exact' },
    { group: 'parties', path: ['consent_purpose'], compare: 'exact' },
    { group: 'parties', path: ['consent_type'], compare: 'exact' },
    { group: 'dates', path: ['expiration_datetime'], compare: 'instant' },
    { group: 'dates', path: ['status'], compare: 'status' },
    { group: 'dates', path: ['created_at'], compare: 'instant', isServerTime: true },
    { group: 'dates', path: ['updated_at'], compare: 'instant', isServerTime: true },
  ],
  id: ['consent_id'],
  status: ['status'],
  expiry: ['expiration_datetime'],
  lives: {
    awaitingauthorization: 'waiting',
    authorized: 'active',
    suspended: 'suspended',
    failed: 'refused',
    rejected: 'refused',
    expired: 'expired',
    revoked: 'withdrawn',
  },
  reauthenticationDays: null,
  refs: ['RFC9396-7'],
  ignored: [],
  sentence: (facts) => accessSentence('permissions', facts, textIn(facts.requested, 'dp_id') ?? ''),
}
