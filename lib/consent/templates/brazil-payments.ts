import type { ConsentTemplate } from '@/lib/flow/model/flow-consent'

const plain = { how: 'request', form: [], body: null } as const
const base = '{{resource_base}}/open-banking/payments/v4/consents'

/**
 * A payment consent cannot be withdrawn. Bodies are signed JWTs in both directions.
 *
 * @see [Open Finance Brasil, Payments API](https://openfinancebrasil.atlassian.net/wiki/spaces/OF)
 */
export const brazilPayments: ConsentTemplate = {
  name: 'Brazil payment consent, v4',
  profiles: ['br'],
  values: [
    { name: 'resource_base', kind: 'text', value: '' },
    { name: 'organisation_id', kind: 'text', value: '' },
    { name: 'cpf', kind: 'text', value: '11111111111' },
    { name: 'creditorCpf', kind: 'text', value: '22222222222' },
    { name: 'creditorName', kind: 'text', value: 'Maria Teste' },
    { name: 'amount', kind: 'text', value: '10.00' },
    { name: 'date', kind: 'text', value: '{{today}}' },
    { name: 'proxy', kind: 'text', value: 'maria@example.com' },
  ],
  token: { scope: 'payments' },
  create: {
    ...plain,
    method: 'POST',
    url: base,
    headers: [
      ['x-idempotency-key', '{{uuid}}'],
      ['accept', 'application/jwt'],
    ],
    body: {
      data: {
        loggedUser: { document: { identification: '{{cpf}}', rel: 'CPF' } },
        creditor: {
          personType: 'PESSOA_NATURAL',
          cpfCnpj: '{{creditorCpf}}',
          name: '{{creditorName}}',
        },
        payment: {
          type: 'PIX',
          date: '{{date}}',
          currency: 'BRL',
          amount: '{{amount}}',
          details: {
            localInstrument: 'DICT',
            proxy: '{{proxy}}',
            creditorAccount: {
              ispb: '12345678',
              issuer: '0001',
              number: '1234567890',
              accountType: 'CACC',
            },
          },
        },
      },
    },
    as: 'client',
    expect: 201,
    sign: { form: 'jwt', iss: '{{organisation_id}}' },
  },
  id: { in: 'create', path: 'data.consentId' },
  authorization: {
    scope: 'openid consent:{{consent.id}} payments',
    claims: { id_token: { acr: { essential: true } } },
    details: null,
  },
  status: {
    call: {
      ...plain,
      method: 'GET',
      url: `${base}/{{consent.id}}`,
      headers: [
        ['x-idempotency-key', ''],
        ['accept', 'application/jwt'],
      ],
      as: 'client',
      expect: 200,
    },
    value: 'data.status',
    expiry: 'data.expirationDateTime',
    words: {
      AWAITING_AUTHORISATION: 'waiting',
      PARTIALLY_ACCEPTED: 'waiting',
      AUTHORISED: 'active',
      REJECTED: 'refused',
      CONSUMED: 'used',
    },
  },
  withdraw: null,
  use: null,
}
