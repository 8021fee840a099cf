import type { ConsentTemplate } from '@/lib/flow/model/flow-consent'

/**
 * The pushed `authorization_details` are the consent. The revocation endpoint revokes tokens and consents.
 *
 * @see [RFC 9396](https://www.rfc-editor.org/rfc/rfc9396.html#section-7)
 */
export const malaysiaDetails: ConsentTemplate = {
  name: 'Malaysia, authorization_details',
  profiles: ['ofm'],
  values: [
    { name: 'resource_base', kind: 'text', value: '' },
    { name: 'type', kind: 'text', value: 'urn:openfinance-ml:account-access-consent:v1.2' },
    { name: 'dc_id', kind: 'text', value: '{{client_id}}' },
    { name: 'dp_id', kind: 'text', value: '' },
    { name: 'consent_purpose', kind: 'text', value: 'pfm' },
    {
      name: 'permissions',
      kind: 'list',
      value: ['read_accounts', 'read_transactions', 'read_balances'],
      options: ['read_accounts', 'read_transactions', 'read_balances'],
    },
    { name: 'expiration_datetime', kind: 'text', value: '{{now+90d}}' },
  ],
  token: null,
  create: null,
  id: { in: 'token', path: 'authorization_details.0.consent.consent_id' },
  authorization: {
    scope: '',
    claims: null,
    details: [
      {
        type: '{{type}}',
        consent: {
          dc_id: '{{dc_id}}',
          dp_id: '{{dp_id}}',
          consent_type: '{{type}}',
          consent_purpose: '{{consent_purpose}}',
          permissions: '{{permissions}}',
          expiration_datetime: '{{expiration_datetime}}',
        },
      },
    ],
  },
  status: {
    call: { how: 'introspect', token: 'access_token' },
    value: 'authorization_details.0.consent.status',
    expiry: 'authorization_details.0.consent.expiration_datetime',
    words: {
      awaiting_authorization: 'waiting',
      authorized: 'active',
      suspended: 'suspended',
      failed: 'refused',
      rejected: 'refused',
      expired: 'expired',
      revoked: 'withdrawn',
    },
  },
  withdraw: { how: 'revoke', token: 'refresh_token' },
  use: {
    how: 'request',
    method: 'GET',
    url: '{{resource_base}}/open-finance/accounts',
    headers: [],
    body: null,
    form: [],
    as: 'user',
    expect: 200,
  },
}
