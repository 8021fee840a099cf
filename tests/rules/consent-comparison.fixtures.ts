import type { JsonObject } from '@/lib/model/json'
import { comparing, introspecting, tokensAfter, type ConsentCall } from './consents'
import { now } from './tokens'
import type { Fixtures } from './fixtures'

const days = (count: number) => count * 24 * 60 * 60

const path = '/open-banking/v4.0/aisp/account-access-consents'
const ukAccess = {
  Permissions: ['ReadAccountsBasic', 'ReadBalances'],
  ExpirationDateTime: '2027-02-26T00:00:00+00:00',
  TransactionFromDateTime: '2026-01-01T00:00:00+00:00',
}
const uk = (changes: JsonObject = {}, status: string | undefined = 'AWAU') => ({
  Data: { ConsentId: 'aac-1', Status: status, ...ukAccess, ...changes },
})
const created: ConsentCall = { path, sent: { Data: ukAccess, Risk: {} }, received: uk() }
const read = (changes: JsonObject = {}, status = 'AUTH'): ConsentCall => ({
  path: `${path}/aac-1`,
  received: uk(changes, status),
})
const reading = (changes: JsonObject, status = 'AUTH') => comparing(created, read(changes, status))
const unknownRequest = comparing(read())

const brPath = '/open-banking/consents/v3/consents'
const brData = {
  permissions: ['ACCOUNTS_READ', 'LOANS_READ'],
  loggedUser: { document: { identification: '11111111111', rel: 'CPF' } },
}
const brazil = (changes: JsonObject): ConsentCall => ({
  path: brPath,
  sent: { data: brData },
  received: { data: { consentId: 'urn:bancoex:1', status: 'AUTHORISED', ...brData, ...changes } },
})

const bgAccess = { accounts: [{ iban: 'DE1' }] }
const bgBody = (changes: JsonObject = {}) => ({
  access: bgAccess,
  recurringIndicator: true,
  validUntil: '2027-05-27',
  frequencyPerDay: 4,
  ...changes,
})
const berlin = (changes: JsonObject, sent: JsonObject = {}) =>
  comparing(
    {
      path: '/v1/consents',
      sent: bgBody(sent),
      received: { consentStatus: 'received', consentId: 'bg-1' },
    },
    { path: '/v1/consents/bg-1', received: { ...bgBody(changes), consentStatus: 'valid' } },
  )

const payPath = '/open-banking/v4.0/pisp/domestic-payment-consents'
const initiation = {
  InstructedAmount: { Amount: '100.00', Currency: 'GBP' },
  CreditorAccount: { SchemeName: 'UK.OBIE.IBAN', Identification: 'GB29NWBK60161331926819' },
}
const paying = (changes: JsonObject, status = 'AWAU') =>
  comparing({
    path: payPath,
    sent: { Data: { Initiation: initiation }, Risk: {} },
    received: {
      Data: { ConsentId: 'p1', Status: status, Initiation: { ...initiation, ...changes } },
    },
  })
const amount = (Amount: string) => ({ InstructedAmount: { Amount, Currency: 'GBP' } })

const tokens = tokensAfter(created)

export const fixtures: Fixtures<'consent-comparison'> = {
  'cc-permissions': {
    passed: [
      comparing(created),
      reading({ Permissions: ['ReadBalances', 'ReadAccountsBasic'] }),
      comparing(brazil({ permissions: ['ACCOUNTS_READ'] })),
    ],
    failed: [
      ['wider', reading({ Permissions: [...ukAccess.Permissions, 'ReadPAN'] })],
      ['wider', berlin({ access: { allPsd2: 'b' } }, { access: { allPsd2: 'a' } })],
      ['narrower', reading({ Permissions: ['ReadBalances'] })],
    ],
    notApplicable: [tokens, paying({})],
    notObserved: [unknownRequest],
  },
  'cc-accounts': {
    passed: [
      berlin({}),
      berlin({ access: { accounts: [{ iban: 'DE1' }] } }, { access: { accounts: [] } }),
      berlin(
        { access: { accounts: [{ iban: 'DE1' }] } },
        { access: { accounts: [{ iban: 'DE1' }, { iban: 'DE2' }] } },
      ),
    ],
    failed: [
      ['none', berlin({ access: { accounts: [], balances: [] } }, { access: { accounts: [] } })],
      ['added', berlin({ access: { accounts: [{ iban: 'DE1' }, { iban: 'DE2' }] } })],
      [
        'removed',
        comparing({
          path,
          sent: { Data: { ...ukAccess, Account: [{ AccountId: '1' }, { AccountId: '2' }] } },
          received: uk({ Account: [{ AccountId: '1' }] }),
        }),
      ],
    ],
    notApplicable: [tokens, comparing(created)],
    notObserved: [unknownRequest],
  },
  'cc-dates': {
    passed: [
      comparing(created),
      reading({ ExpirationDateTime: '2027-02-26T00:00:00Z' }),
      berlin({ validUntil: '2027-01-01' }),
      introspecting(days(180), now + days(180)),
      introspecting(days(400), now + days(365)),
    ],
    failed: [
      ['later', reading({ ExpirationDateTime: '2037-02-26T00:00:00Z' })],
      ['later', introspecting(days(90), now + days(180))],
      ['earlier', introspecting(days(180), now + days(90))],
      ['earlier', reading({ ExpirationDateTime: '2027-01-26T00:00:00Z' })],
      ['wider', reading({ TransactionFromDateTime: '2025-01-01T00:00:00Z' })],
      ['form', reading({ ExpirationDateTime: '26/02/2027' })],
      ['form', comparing(read({ ExpirationDateTime: 'never' }))],
      ['past', comparing(read({ ExpirationDateTime: '2026-02-26T00:00:00Z' }))],
    ],
    notApplicable: [tokens, comparing(brazil({}))],
    notObserved: [unknownRequest],
  },
  'cc-parties': {
    passed: [comparing(brazil({}))],
    failed: [['changed', comparing(brazil({ loggedUser: { document: {} } }))]],
    notApplicable: [tokens, comparing(created), comparing(brazil({ loggedUser: undefined }))],
    notObserved: [
      comparing({ path: brPath, received: { data: { consentId: 'a', permissions: ['A'] } } }),
    ],
  },
  'cc-payment': {
    passed: [paying({}), paying(amount('100.0')), paying({ DebtorAccount: { Name: 'A' } })],
    failed: [
      ['changed', paying(amount('1000.00'))],
      ['changed', paying({ CreditorAccount: { Identification: 'another' } })],
      ['form', paying(amount('a lot'))],
    ],
    notApplicable: [tokens, comparing(created)],
    notObserved: [
      comparing({ path: `${payPath}/p1`, received: { Data: { Initiation: initiation } } }),
    ],
  },
  'cc-status': {
    passed: [
      comparing(created),
      comparing(created, read()),
      comparing(created, read(), read({}, 'CANC'), read()),
      tokens,
      tokensAfter(created, read()),
    ],
    failed: [
      ['transition', comparing(created, read({}, 'RJCT'), read())],
      ['transition', comparing(created, read(), read({}, 'AWAU'))],
      ['tokens', tokensAfter(created, read({}, 'RJCT'))],
      ['unknown', comparing(read({}, 'Done'))],
    ],
    notApplicable: [comparing(read({ Status: undefined }))],
  },
}
