import type { ConsentTemplate, TemplateRequest } from '@/lib/flow/model/flow-consent'

const plain = {
  how: 'request',
  headers: [['x-idempotency-key', '']],
  form: [],
  body: null,
} as const
const base = '{{resource_base}}/open-banking/consents/v3/consents'
const one: Omit<TemplateRequest, 'method' | 'expect'> = {
  ...plain,
  url: `${base}/{{consent.id}}`,
  as: 'client',
}

/** @see [Open Finance Brasil, Consents API](https://openfinancebrasil.atlassian.net/wiki/spaces/OF/pages/17377649) */
export const brazilConsents: ConsentTemplate = {
  name: 'Brazil consents, v3',
  profiles: ['br'],
  values: [
    { name: 'resource_base', kind: 'text', value: '' },
    {
      name: 'permissions',
      kind: 'list',
      value: ['ACCOUNTS_READ', 'ACCOUNTS_BALANCES_READ', 'RESOURCES_READ'],
      options: [
        'ACCOUNTS_READ',
        'ACCOUNTS_BALANCES_READ',
        'ACCOUNTS_OVERDRAFT_LIMITS_READ',
        'ACCOUNTS_TRANSACTIONS_READ',
        'CREDIT_CARDS_ACCOUNTS_READ',
        'CREDIT_CARDS_ACCOUNTS_BILLS_READ',
        'CREDIT_CARDS_ACCOUNTS_BILLS_TRANSACTIONS_READ',
        'CREDIT_CARDS_ACCOUNTS_LIMITS_READ',
        'CREDIT_CARDS_ACCOUNTS_TRANSACTIONS_READ',
        'CUSTOMERS_PERSONAL_IDENTIFICATIONS_READ',
        'RESOURCES_READ',
      ],
    },
    { name: 'cpf', kind: 'text', value: '11111111111' },
    { name: 'expirationDateTime', kind: 'text', value: '{{now+90d}}' },
  ],
  token: { scope: 'consents' },
  create: {
    ...plain,
    method: 'POST',
    url: base,
    body: {
      data: {
        loggedUser: { document: { identification: '{{cpf}}', rel: 'CPF' } },
        permissions: '{{permissions}}',
        expirationDateTime: '{{expirationDateTime}}',
      },
    },
    as: 'client',
    expect: 201,
  },
  id: { in: 'create', path: 'data.consentId' },
  authorization: {
    scope: 'openid consent:{{consent.id}} accounts',
    claims: { id_token: { acr: { essential: true } } },
    details: null,
  },
  status: {
    call: { ...one, method: 'GET', expect: 200 },
    value: 'data.status',
    expiry: 'data.expirationDateTime',
    words: { AWAITING_AUTHORISATION: 'waiting', AUTHORISED: 'active', REJECTED: 'refused' },
  },
  withdraw: { ...one, method: 'DELETE', expect: 204 },
  use: {
    ...plain,
    method: 'GET',
    url: '{{resource_base}}/open-banking/accounts/v2/accounts',
    as: 'user',
    expect: 200,
  },
}
