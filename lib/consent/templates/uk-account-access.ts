import type { ConsentLife, ConsentTemplate, TemplateRequest } from '@/lib/flow/model/flow-consent'

const permissions = [
  'ReadAccountsBasic',
  'ReadAccountsDetail',
  'ReadBalances',
  'ReadBeneficiariesBasic',
  'ReadBeneficiariesDetail',
  'ReadDirectDebits',
  'ReadOffers',
  'ReadPAN',
  'ReadParty',
  'ReadPartyPSU',
  'ReadProducts',
  'ReadScheduledPaymentsBasic',
  'ReadScheduledPaymentsDetail',
  'ReadStandingOrdersBasic',
  'ReadStandingOrdersDetail',
  'ReadStatementsBasic',
  'ReadStatementsDetail',
  'ReadTransactionsBasic',
  'ReadTransactionsDetail',
  'ReadTransactionsCredits',
  'ReadTransactionsDebits',
]

/** These endpoints are not idempotent, so they have no `x-idempotency-key`. */
const plain = {
  how: 'request',
  headers: [['x-idempotency-key', '']],
  form: [],
  body: null,
} as const

/** The id in the claims of the ID token. @see [OpenID FAPI conformance suite](https://gitlab.com/openid/conformance-suite) */
export const intentId = {
  id_token: {
    openbanking_intent_id: { value: '{{consent.id}}', essential: true },
    acr: { essential: true },
  },
}

/** @see [UK Open Banking, Account Access Consents](https://openbankinguk.github.io/read-write-api-site3/v4.0/resources-and-data-models/aisp/account-access-consents.html) */
function accountAccess(
  version: 'v3.1' | 'v4.0',
  words: Readonly<Record<string, ConsentLife>>,
): ConsentTemplate {
  const base = `{{resource_base}}/open-banking/${version}/aisp`
  const one: Omit<TemplateRequest, 'method' | 'expect'> = {
    ...plain,
    url: `${base}/account-access-consents/{{consent.id}}`,
    as: 'client',
  }
  return {
    name: `UK account access, ${version}`,
    profiles: ['uk'],
    values: [
      { name: 'resource_base', kind: 'text', value: '' },
      {
        name: 'permissions',
        kind: 'list',
        value: [
          'ReadAccountsDetail',
          'ReadBalances',
          'ReadTransactionsDetail',
          'ReadTransactionsCredits',
          'ReadTransactionsDebits',
        ],
        options: permissions,
      },
      { name: 'ExpirationDateTime', kind: 'text', value: '{{now+90d}}' },
      { name: 'TransactionFromDateTime', kind: 'text', value: '' },
      { name: 'TransactionToDateTime', kind: 'text', value: '' },
    ],
    token: { scope: 'accounts' },
    create: {
      ...plain,
      method: 'POST',
      url: `${base}/account-access-consents`,
      body: {
        Data: {
          Permissions: '{{permissions}}',
          ExpirationDateTime: '{{ExpirationDateTime}}',
          TransactionFromDateTime: '{{TransactionFromDateTime}}',
          TransactionToDateTime: '{{TransactionToDateTime}}',
        },
        Risk: {},
      },
      as: 'client',
      expect: 201,
    },
    id: { in: 'create', path: 'Data.ConsentId' },
    authorization: { scope: 'openid accounts', claims: intentId, details: null },
    status: {
      call: { ...one, method: 'GET', expect: 200 },
      value: 'Data.Status',
      expiry: 'Data.ExpirationDateTime',
      words,
    },
    withdraw: { ...one, method: 'DELETE', expect: 204 },
    use: { ...plain, method: 'GET', url: `${base}/accounts`, as: 'user', expect: 200 },
  }
}

export const ukAccountAccess31 = accountAccess('v3.1', {
  AwaitingAuthorisation: 'waiting',
  Authorised: 'active',
  Rejected: 'refused',
  Revoked: 'withdrawn',
})

export const ukAccountAccess40 = accountAccess('v4.0', {
  AWAU: 'waiting',
  AUTH: 'active',
  RJCT: 'refused',
  CANC: 'withdrawn',
  EXPD: 'expired',
})
