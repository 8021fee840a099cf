import {
  callsOf,
  creating,
  granting,
  requestingDetails,
  requestingInBrowser,
  requestingScope,
} from './consents'
import type { Fixtures } from './fixtures'

const scoped = requestingScope('openid accounts')
const payment = { type: 'payment_initiation', actions: ['initiate'], identifier: 'a' }
const uae = 'urn:openfinanceuae:account-access-consent:v1.2'
const ofm = 'urn:openfinance-ml:account-access-consent:v1.2'
const granted = granting({ authorization_details: [{ type: 'payment_initiation' }] })

const brazil = 'urn:bancoex:C1DD33123'
const created = callsOf([
  {
    path: '/open-banking/consents/v3/consents',
    sent: { data: { permissions: ['ACCOUNTS_READ'] } },
    received: { data: { consentId: brazil, permissions: ['ACCOUNTS_READ'], status: 'AUTHORISED' } },
  },
])

const access = { balances: [{ iban: 'DE40100100103307118608' }] }
const bg = {
  access,
  recurringIndicator: true,
  validUntil: '2027-01-30',
  frequencyPerDay: 4,
  combinedServiceIndicator: false,
}

export const fixtures: Fixtures<'consent'> = {
  'cd-json-array': {
    passed: [requestingDetails([payment]), requestingDetails([])],
    failed: [
      ['json', requestingDetails('[{')],
      ['array', requestingDetails(payment)],
      ['array', requestingDetails(['a'])],
      ['array', requestingDetails('"[]"')],
    ],
    notApplicable: [
      scoped,
      granted,
      creating(bg),
      requestingDetails('['.repeat(100) + ']'.repeat(100)),
    ],
  },
  'cd-type': {
    passed: [requestingDetails([payment]), requestingDetails([payment], ['payment_initiation'])],
    failed: [
      ['missing', requestingDetails([{ actions: [] }])],
      ['type', requestingDetails([{ type: 1 }])],
      ['unlisted', requestingDetails([payment], ['another'])],
    ],
    notApplicable: [scoped, requestingDetails(payment), requestingDetails([]), granted],
  },
  'cd-common-fields': {
    passed: [requestingDetails([payment])],
    failed: [
      ['type', requestingDetails([{ ...payment, actions: 'read' }])],
      ['type', requestingDetails([{ ...payment, locations: [1] }])],
      ['type', requestingDetails([{ ...payment, identifier: 1 }])],
    ],
    notApplicable: [scoped, requestingDetails([{ type: 'a' }]), granted],
  },
  'cd-ofm-account-number-mask': {
    passed: [
      requestingInBrowser([payment]),
      requestingInBrowser([{ type: 'a', account: { iban: '****8608' } }]),
      requestingInBrowser([{ type: 'a', accountNumber: '123456******1234' }]),
    ],
    failed: [['full', requestingInBrowser([{ type: 'a', account: { iban: 'DE40100100103307' } }])]],
    notApplicable: [requestingDetails([{ type: 'a', iban: 'DE40100100103307' }]), scoped],
  },
  'cd-uae-type': {
    passed: [requestingDetails([{ type: uae }], [uae])],
    failed: [['other', requestingDetails([{ type: ofm }], [uae])]],
    notApplicable: [
      requestingDetails([{ type: ofm }], [ofm]),
      requestingDetails([{ type: ofm }]),
      requestingDetails([payment], [uae]),
    ],
  },
  'cd-br-consent-id': {
    passed: [
      requestingScope(`openid consent:${brazil} accounts`),
      requestingScope(`openid consent:${brazil} accounts`, created),
    ],
    failed: [
      ['form', requestingScope('openid consent:C1DD33123')],
      ['differs', requestingScope('openid consent:urn:bancoex:another', created)],
    ],
    notApplicable: [scoped],
  },
  'cd-saltedge-consent': {
    passed: [scoped, requestingScope('openid payments offline_access')],
    failed: [
      ['scope', requestingScope('openid payment')],
      ['scope', requestingScope('accounts')],
    ],
    notApplicable: [requestingDetails([payment]), granting({ scope: 'openid' })],
  },
  'cd-bg-consent': {
    passed: [
      creating(bg),
      creating({ ...bg, recurringIndicator: false, frequencyPerDay: 1 }),
      creating({ ...bg, access: { allPsd2: 'allAccounts' }, validUntil: '9999-12-31' }),
      creating(
        { ...bg, access: { accounts: [] }, validUntil: '2026-11-20' },
        '/a/v1/consents/?a=b',
      ),
    ],
    failed: [
      ['missing', creating({ ...bg, access: undefined })],
      ['missing', creating({ ...bg, access: {} })],
      ['type', creating({ ...bg, recurringIndicator: 'true' })],
      ['type', creating({ ...bg, validUntil: '30.01.2027' })],
      ['type', creating({ ...bg, access: { balances: 'all' } })],
      ['past', creating({ ...bg, validUntil: '2026-11-19' })],
      ['frequency', creating({ ...bg, frequencyPerDay: 0 })],
      ['frequency', creating({ ...bg, recurringIndicator: false })],
    ],
    notApplicable: [creating(bg, '/v2/consents/account-access'), scoped],
  },
}
