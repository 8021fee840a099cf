import type { Params } from '@/lib/model/params'
import type { JsonObject } from '@/lib/model/json'
import { knowing, refreshToken, tokenError, tokenRequest, tokenResponse } from './answers'
import { unknown } from './artefacts'
import type { Fixtures } from './fixtures'

const type = 'urn:openfinance-ml:account-access-consent:v1.2'
const ofmConsent = {
  dc_id: 'dc-test-1',
  dp_id: 'DP9876543210',
  consent_type: type,
  consent_purpose: 'pfm',
  permissions: ['read_accounts', 'read_transactions', 'read_balances'],
  expiration_datetime: '2027-02-26T00:00:00Z',
}
const consent = (changes: JsonObject = {}) => ({ type, consent: { ...ofmConsent, ...changes } })
const payment = (changes: JsonObject = {}) => ({
  type: 'payment_initiation',
  instructedAmount: { currency: 'EUR', amount: '123.50' },
  creditorName: 'Merchant A',
  creditorAccount: { bic: 'ABCIDEFFXXX', iban: 'DE02100100109307118603' },
  ...changes,
})
const paying = (amount: unknown, currency = 'EUR') =>
  payment({ instructedAmount: { currency, amount } })
const account = { type: 'account', actions: ['read', 'list'], locations: ['https://rs.example'] }
const accountInformation = (access: JsonObject) => ({ type: 'account_information', access })
const twoAccounts = {
  type: 'account',
  accounts: [
    { iban: 'A', currency: 'MYR' },
    { iban: 'B', currency: 'MYR' },
  ],
}

const requesting = (authorizationDetails: unknown) => ({
  requested: { ...unknown.requested, authorizationDetails: JSON.stringify(authorizationDetails) },
})

/** The response to an exchange where these were requested and those granted. */
const response = (requested: readonly unknown[], granted: unknown) =>
  tokenResponse({ authorization_details: granted }, {}, { context: knowing(requesting(requested)) })
const one = (requested: unknown, granted: unknown) => response([requested], [granted])
/** Any type at all. */
const typed = (requested: object, granted: object) =>
  one({ type: 'x', ...requested }, { type: 'x', ...granted })
const ofm = (changes: JsonObject) => one(consent(), consent(changes))

const refreshing = (more: Params = []) =>
  tokenRequest([['grant_type', 'refresh_token'], ['refresh_token', refreshToken], ...more])
/** A refresh, with what was requested and granted at first. */
const refreshed = (requested: unknown, first: unknown, granted: unknown, request = refreshing()) =>
  tokenResponse(
    { authorization_details: [granted] },
    {},
    {
      request,
      context: knowing(requesting([requested]), { granted: { authorization_details: [first] } }),
    },
  )

const nested = (depth: number): unknown => (depth === 0 ? 'end' : { inner: nested(depth - 1) })

export const fixtures: Fixtures<'token-response'> = {
  'tr-authorization-details': {
    passed: [
      ofm({}),
      // The order of members and of lists, repetition and notation mean nothing.
      one(consent(), {
        consent: Object.fromEntries(Object.entries(ofmConsent).toReversed()),
        type,
      }),
      ofm({
        permissions: ['read_balances', 'read_accounts', 'read_transactions', 'read_balances'],
      }),
      ofm({ expiration_datetime: '2027-02-26T08:00:00+08:00' }),
      ofm({ expiration_datetime: '2027-02-26T00:00:00.000+00:00' }),
      one(payment(), paying('123.5')),
      one(paying('100.0'), paying('100.00')),
      one(paying(100), paying(100)),
      typed({ life: 'P1Y', max_duration: 'P1Y' }, { life: 'P1Y', max_duration: 'P12M' }),
      response([consent(), payment()], [payment(), consent()]),
      response(
        [account, { ...account, actions: ['write'] }],
        [{ ...account, actions: ['write'] }, account],
      ),
      // One element as two, two as one.
      response(
        [account],
        [
          { ...account, actions: ['read'] },
          { ...account, actions: ['list'] },
        ],
      ),
      response(
        [
          { ...account, actions: ['read'] },
          { ...account, actions: ['list'] },
        ],
        [account],
      ),
      one(twoAccounts, { ...twoAccounts, accounts: twoAccounts.accounts.toReversed() }),
      one({ ...account, status: 'Expired' }, { ...account, status: 'Expired' }),
      one({ ...account, note: null }, account),
      // The token request narrows down what the authorization request asked for.
      tokenResponse(
        { authorization_details: [{ ...account, actions: ['read'] }] },
        {},
        {
          context: knowing(requesting([account])),
          request: tokenRequest([
            ['grant_type', 'authorization_code'],
            ['authorization_details', JSON.stringify([{ ...account, actions: ['read'] }])],
          ]),
        },
      ),
      // What differed at first was said of the first response.
      refreshed(consent(), consent(), consent()),
      refreshed(
        consent(),
        consent({
          permissions: ['read_balances'],
          consent_id: 'c',
          updated_at: '2026-11-28T00:00:00Z',
        }),
        consent({
          permissions: ['read_balances'],
          consent_id: 'c',
          updated_at: '2026-11-29T00:00:00Z',
        }),
      ),
      refreshed(account, { ...account, actions: ['all'] }, { ...account, actions: ['all'] }),
    ],
    failed: [
      ['missing', response([account], undefined)],
      ['type', response([account], account)],
      ['type', response([account], null)],
      ['type', response([account], JSON.stringify([account]))],
      ['member', response([account], [{ actions: ['read'] }])],
      ['member', response([account], ['account'])],
      ['member', response([account], [account, null])],
      ['member', response([account], [[account]])],
      ['not_asked', response([account], [{ ...account, type: 'payment' }])],
      ['not_asked', response([account], [account, payment()])],
      ['not_asked', response([account], [account, { ...account, actions: ['write'] }])],
      ['not_asked', response([payment()], [payment(), payment()])],
      [
        'not_asked',
        response(
          [consent()],
          [{ ...consent(), type: 'urn:openfinance-ml:account-access-consent:v1.3' }],
        ),
      ],
      ['wider', one(account, { ...account, actions: ['read', 'list', 'write'] })],
      [
        'wider',
        one(account, { ...account, locations: ['https://rs.example', 'https://other.example'] }),
      ],
      ['wider', one(account, { ...account, actions: ['Read', 'list'] })],
      ['wider', ofm({ permissions: [...ofmConsent.permissions, 'initiate_payments'] })],
      ['wider', ofm({ permissions: ['read_balances', 'initiate_payments'] })],
      ['wider', ofm({ expiration_datetime: '2037-02-26T00:00:00Z' })],
      ['wider', ofm({ expiration_datetime: '2027-02-26T00:00:00-08:00' })],
      [
        'wider',
        typed(
          { transactionFromDateTime: '2026-01-01T00:00:00Z' },
          { transactionFromDateTime: '2020-01-01T00:00:00Z' },
        ),
      ],
      ['wider', typed({ validUntil: '2027-01-30' }, { validUntil: '2037-01-30' })],
      ['wider', typed({ sharing_duration: 7776000 }, { sharing_duration: 31536000 })],
      ['wider', typed({ duration: 'P90D' }, { duration: 'P900D' })],
      ['wider', typed({ frequencyPerDay: 4 }, { frequencyPerDay: 40 })],
      ['wider', one(payment(), paying('1235.0'))],
      ['wider', one(payment(), paying('123.5000000001'))],
      [
        'wider',
        typed(
          { amount: { value: '5', currency: 'MYR' } },
          { amount: { value: '50', currency: 'MYR' } },
        ),
      ],
      [
        'wider',
        one(twoAccounts, {
          ...twoAccounts,
          accounts: [...twoAccounts.accounts, { iban: 'C', currency: 'MYR' }],
        }),
      ],
      [
        'wider',
        response(
          [
            { ...account, actions: ['read'], locations: ['a'] },
            { ...account, actions: ['write'], locations: ['b'] },
          ],
          [{ ...account, actions: ['read', 'write'], locations: ['a', 'b'] }],
        ),
      ],
      ['differs', ofm({ dp_id: 'DP0000000001' })],
      ['differs', ofm({ dc_id: 'dc-test-2' })],
      ['differs', ofm({ dc_id: 'DC-TEST-1' })],
      ['differs', ofm({ consent_purpose: 'credit_underwriting' })],
      ['differs', ofm({ expiration_datetime: 'never' })],
      ['differs', one(payment(), paying('123.50', 'USD'))],
      ['differs', one(payment(), payment({ creditorName: 'Merchant B' }))],
      [
        'differs',
        one(payment(), payment({ creditorAccount: { bic: 'ABCIDEFFXXX', iban: 'DE99' } })),
      ],
      ['differs', typed({ account_number: '900' }, { account_number: '100' })],
      ['differs', typed({ version: '1.10' }, { version: '1.1' })],
      ['differs', typed({ recurring: false }, { recurring: true })],
      [
        'differs',
        response([consent(), payment()], [payment(), consent({ dp_id: 'DP0000000001' })]),
      ],
      ['status', ofm({ status: 'Rejected' })],
      ['status', ofm({ status: 'Revoked' })],
      ['status', ofm({ status: 'EXPD' })],
      ['status', ofm({ status: 'awaiting_authorization' })],
      ['status', ofm({ consentStatus: 'AWAITING_AUTHORISATION' })],
      ['status', one(account, { ...account, consent: { status: 'Rejected' } })],
      ['status', one({ ...account, status: 'Authorised' }, { ...account, status: 'Rejected' })],
      ['form', ofm({ permissions: 'read_balances' })],
      ['form', ofm({ dp_id: ['DP9876543210'] })],
      ['form', one(consent(), { type, consent: 'DP9876543210' })],
      ['form', one(payment(), paying(123.5))],
      ['narrower', ofm({ permissions: ['read_balances'] })],
      ['narrower', ofm({ permissions: [] })],
      ['narrower', ofm({ permissions: null })],
      ['narrower', ofm({ expiration_datetime: '2026-12-01T00:00:00Z' })],
      ['narrower', one(account, { type: 'account' })],
      ['narrower', response([account], [])],
      ['narrower', response([consent(), payment()], [payment()])],
      ['narrower', response([account, { ...account, actions: ['write'] }], [account])],
      ['narrower', one(payment(), paying('1.00'))],
      ['narrower', typed({ minAmount: 5 }, { minAmount: 50 })],
      [
        'narrower',
        one(twoAccounts, { ...twoAccounts, accounts: [{ iban: 'A', currency: 'MYR' }] }),
      ],
      ['enriched', ofm({ consent_id: 'c', status: 'authorized', accounts: [{ iban: 'A' }] })],
      ['enriched', ofm({ accounts: [{ status: 'Expired' }] })],
      ['enriched', one({ type: 'account' }, account)],
      ['enriched', one({ ...account, dp_id: null }, { ...account, dp_id: 'DP1' })],
      [
        'enriched',
        one({ ...account, status: 'AwaitingAuthorisation' }, { ...account, status: 'Authorised' }),
      ],
      // The user chooses the accounts: RFC 9396, section 7.1.
      [
        'enriched',
        one(
          accountInformation({ accounts: [], balances: [] }),
          accountInformation({ accounts: [{ iban: 'A' }], balances: [{ iban: 'A' }] }),
        ),
      ],
      [
        'enriched',
        one(twoAccounts, {
          ...twoAccounts,
          accounts: twoAccounts.accounts.map((each) => ({ ...each, name: 'n' })),
        }),
      ],
      ['wider', refreshed(consent(), consent({ permissions: ['read_balances'] }), consent())],
      ['wider', refreshed(account, account, { ...account, actions: ['read', 'list', 'write'] })],
      [
        'status',
        refreshed(consent(), consent({ status: 'authorized' }), consent({ status: 'suspended' })),
      ],
      ['narrower', refreshed(account, account, { ...account, actions: ['read'] })],
      [
        'wider',
        refreshed(
          account,
          account,
          account,
          refreshing([
            ['authorization_details', JSON.stringify([{ ...account, actions: ['read'] }])],
          ]),
        ),
      ],
      ['large', one(account, { ...account, deep: nested(70) })],
      [
        'large',
        one(account, { ...account, accounts: Array.from({ length: 20_000 }, (_, index) => index) }),
      ],
    ],
    notApplicable: [tokenError(), tokenResponse(), response([], undefined)],
    notObserved: [
      tokenResponse({ authorization_details: [account] }),
      ...['[{"type":', '{"type":"account"}'].map((authorizationDetails) =>
        tokenResponse(
          { authorization_details: [account] },
          {},
          { context: knowing({ requested: { ...unknown.requested, authorizationDetails } }) },
        ),
      ),
      // What another grant may have, its own request says.
      ...['client_credentials', 'urn:ietf:params:oauth:grant-type:token-exchange'].map((grant) =>
        tokenResponse(
          { authorization_details: [account] },
          {},
          {
            context: knowing(requesting([account])),
            request: tokenRequest([['grant_type', grant]]),
          },
        ),
      ),
    ],
  },
}
