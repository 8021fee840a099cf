import type { JsonObject } from '@/lib/model/json'
import { granting, requestingDetails, requestingScope } from './consents'
import type { Fixtures } from './fixtures'

const type = 'urn:openfinance-ml:account-access-consent:v1.2'
const uae = 'urn:openfinanceuae:account-access-consent:v1.2'
const own = {
  dc_id: 'dc-test-1',
  dp_id: 'DP9876543210',
  consent_type: type,
  consent_purpose: 'pfm',
  permissions: ['read_accounts', 'read_balances'],
  expiration_datetime: '2027-01-30T00:00:00Z',
}
const account = { account_id: '1', account_number: '****1234', account_name: 'A' }
const returned = {
  ...own,
  consent_id: 'c1',
  status: 'authorized',
  created_at: '2026-11-20T12:00:00Z',
  updated_at: '2026-11-20T12:00:00Z',
  accounts: [account],
}
const wanting = (changes: JsonObject = {}) =>
  requestingDetails([{ type, consent: { ...own, ...changes } }])
const typed = (text: string, listed: readonly string[] | null = null) =>
  requestingDetails([{ type: text, consent: { ...own, consent_type: text } }], listed)
const details = (changes: JsonObject) => ({
  authorization_details: [{ type, consent: { ...returned, ...changes } }],
})
const giving = (changes: JsonObject = {}) => granting(details(changes))
const changing = (from: string, to: string, consent_id = 'c1') =>
  granting(details({ status: to }), details({ status: from, consent_id }))

const scoped = requestingScope('openid accounts')
const other = requestingDetails([{ type: 'payment_initiation' }])

export const fixtures: Fixtures<'consent'> = {
  'cd-unknown-type-fields': {
    passed: [wanting(), wanting({ status: 'awaiting_authorization', dp_id: null })],
    failed: [
      ['unknown', requestingDetails([{ type, consnet: {}, consent: own }])],
      ['unknown', wanting({ permission: [] })],
      ['missing', requestingDetails([{ type }])],
      ['type', requestingDetails([{ type, consent: [] }])],
      ['type', wanting({ permissions: 'read_accounts' })],
      ['value', wanting({ dc_id: '' })],
    ],
    notApplicable: [scoped, other, giving()],
  },
  'cd-ofm-type-version': {
    passed: [wanting(), wanting({ consent_type: undefined })],
    failed: [
      ['form', typed('urn:openfinance-ml:account-access-consent:1.2')],
      ['version', typed('urn:openfinance-ml:account-access-consent:v1.3')],
      ['differs', wanting({ consent_type: uae })],
    ],
    notApplicable: [scoped, other, typed(type, [uae]), typed(uae)],
  },
  'cd-ofm-required': {
    passed: [wanting(), wanting({ dp_id: undefined })],
    failed: [
      ['missing', wanting({ expiration_datetime: undefined })],
      ['missing', wanting({ dc_id: null })],
    ],
    notApplicable: [scoped, other, requestingDetails([{ type }])],
  },
  'cd-ofm-purpose': {
    passed: [wanting(), wanting({ consent_purpose: 'credit_underwriting' })],
    failed: [['unknown', wanting({ consent_purpose: 'PFM' })]],
    notApplicable: [scoped, other, wanting({ consent_purpose: undefined })],
  },
  'cd-ofm-permissions': {
    passed: [wanting()],
    failed: [
      ['empty', wanting({ permissions: [] })],
      ['unknown', wanting({ permissions: ['ReadAccountsBasic'] })],
      ['repeated', wanting({ permissions: ['read_accounts', 'read_accounts'] })],
      ['accounts', wanting({ permissions: ['read_balances'] })],
    ],
    notApplicable: [scoped, other, wanting({ permissions: 'read_accounts' })],
  },
  'cd-ofm-expiry': {
    passed: [wanting(), wanting({ expiration_datetime: '2027-01-30T23:59:59+08:00' })],
    failed: [
      ['form', wanting({ expiration_datetime: '30/01/2027' })],
      ['form', wanting({ expiration_datetime: '2027-01-30T00:00:00' })],
      ['past', wanting({ expiration_datetime: '2026-11-20T12:00:00Z' })],
      ['offset', wanting({ expiration_datetime: '2027-01-30T00:00:00+01:00' })],
      ['long', wanting({ expiration_datetime: '2028-01-30T00:00:00Z' })],
    ],
    notApplicable: [scoped, other, wanting({ expiration_datetime: undefined })],
  },
  'cd-ofm-status': {
    passed: [
      giving(),
      giving({ status: 'Authorized' }),
      changing('awaiting_authorization', 'authorized'),
      changing('suspended', 'authorized'),
      changing('revoked', 'authorized', 'another'),
    ],
    failed: [
      ['unknown', giving({ status: 'active' })],
      ['transition', changing('revoked', 'authorized')],
      ['transition', changing('authorized', 'awaiting_authorization')],
    ],
    notApplicable: [scoped, wanting(), giving({ status: undefined })],
  },
  'cd-ofm-response-fields': {
    passed: [giving()],
    failed: [
      ['missing', giving({ consent_id: undefined })],
      ['missing', giving({ accounts: [{ account_id: '1' }] })],
      ['status', giving({ status: 'rejected' })],
    ],
    notApplicable: [scoped, wanting(), granting({ scope: 'openid' })],
  },
}
