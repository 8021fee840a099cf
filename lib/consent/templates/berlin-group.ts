import type { ConsentTemplate, TemplateRequest } from '@/lib/flow/model/flow-consent'

const base = '{{resource_base}}/v1/consents'
const ids = [['X-Request-ID', '{{uuid}}']] as const
const plain = { how: 'request', headers: ids, form: [], body: null, as: 'nothing' } as const
const one: Omit<TemplateRequest, 'method' | 'expect'> = { ...plain, url: `${base}/{{consent.id}}` }

/**
 * The certificate identifies the client, so the calls have no token.
 *
 * @see [Berlin Group, NextGenPSD2](https://www.berlin-group.org/nextgenpsd2-downloads)
 */
export const berlinGroup: ConsentTemplate = {
  name: 'Berlin Group consent',
  profiles: ['bg', 'saltedge'],
  values: [
    { name: 'resource_base', kind: 'text', value: '' },
    { name: 'access', kind: 'json', value: { allPsd2: 'allAccounts' } },
    { name: 'recurringIndicator', kind: 'switch', value: true },
    { name: 'frequencyPerDay', kind: 'number', value: 4 },
    { name: 'validUntil', kind: 'text', value: '{{today+90d}}' },
    { name: 'combinedServiceIndicator', kind: 'switch', value: false },
    { name: 'psu_ip_address', kind: 'text', value: '192.0.2.1' },
  ],
  token: null,
  create: {
    ...plain,
    method: 'POST',
    url: base,
    headers: [
      ...ids,
      ['PSU-IP-Address', '{{psu_ip_address}}'],
      ['TPP-Redirect-URI', '{{redirect_uri}}'],
      ['TPP-Redirect-Preferred', 'true'],
    ],
    body: {
      access: '{{access}}',
      recurringIndicator: '{{recurringIndicator}}',
      validUntil: '{{validUntil}}',
      frequencyPerDay: '{{frequencyPerDay}}',
      combinedServiceIndicator: '{{combinedServiceIndicator}}',
    },
    expect: 201,
  },
  id: { in: 'create', path: 'consentId' },
  authorization: { scope: 'AIS:{{consent.id}}', claims: null, details: null },
  status: {
    call: { ...one, method: 'GET', expect: 200 },
    value: 'consentStatus',
    expiry: 'validUntil',
    words: {
      accepted: 'waiting',
      received: 'waiting',
      partiallyAuthorised: 'waiting',
      valid: 'active',
      rejected: 'refused',
      revokedByPsu: 'withdrawn',
      terminatedByTpp: 'withdrawn',
      expired: 'expired',
    },
  },
  withdraw: { ...one, method: 'DELETE', expect: 204 },
  use: {
    ...plain,
    method: 'GET',
    url: '{{resource_base}}/v1/accounts',
    headers: [...ids, ['Consent-ID', '{{consent.id}}']],
    as: 'user',
    expect: 200,
  },
}
