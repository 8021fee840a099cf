import type { ConsentTemplate } from '@/lib/flow/model/flow-consent'

/**
 * The pushed request object is the consent. The arrangement lives as long as its refresh token.
 *
 * @see [Consumer Data Standards, Arrangement Revocation](https://consumerdatastandardsaustralia.github.io/standards/#end-points)
 */
export const cdrArrangement: ConsentTemplate = {
  name: 'CDR arrangement',
  profiles: ['cdr'],
  values: [
    { name: 'resource_base', kind: 'text', value: '' },
    { name: 'scope', kind: 'text', value: 'openid bank:accounts.basic:read' },
    { name: 'sharing_duration', kind: 'number', value: 7_776_000 },
    { name: 'cdr_arrangement_id', kind: 'text', value: '' },
    { name: 'acr', kind: 'text', value: 'urn:cds.au:cdr:2' },
  ],
  token: null,
  create: null,
  id: { in: 'token', path: 'cdr_arrangement_id' },
  authorization: {
    scope: '{{scope}}',
    claims: {
      sharing_duration: '{{sharing_duration}}',
      cdr_arrangement_id: '{{cdr_arrangement_id}}',
      id_token: { acr: { essential: true, values: ['{{acr}}'] } },
    },
    details: null,
  },
  status: {
    call: { how: 'introspect', token: 'refresh_token' },
    value: 'active',
    expiry: 'exp',
    words: { true: 'active', false: 'withdrawn' },
  },
  withdraw: {
    how: 'request',
    method: 'POST',
    url: '{{metadata.cdr_arrangement_revocation_endpoint}}',
    headers: [],
    body: null,
    form: [['cdr_arrangement_id', '{{consent.id}}']],
    as: 'assertion',
    expect: 204,
  },
  use: {
    how: 'request',
    method: 'GET',
    url: '{{resource_base}}/cds-au/v1/banking/accounts',
    headers: [['x-v', '2']],
    body: null,
    form: [],
    as: 'user',
    expect: 200,
  },
}
