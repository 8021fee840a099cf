import type { JsonObject } from '@/lib/model/json'
import { issuer, metadata } from './artefacts'
import type { Fixtures } from './fixtures'
import { jsonType, noStore, pastedMessage, pasting } from './pasted'
import { compact } from './tokens'

const resource = 'https://rs.example/accounts'
const wellKnown = 'https://rs.example/.well-known/oauth-protected-resource'
const good: JsonObject = {
  resource,
  authorization_servers: [issuer],
  bearer_methods_supported: ['header'],
}
const pasted = pasting('protected-resource-metadata')
const prm = (changes: JsonObject = {}, known = {}) => pasted({ ...good, ...changes }, {}, known)
const from = (url: string, changes: JsonObject = {}) =>
  pasted(
    { ...good, ...changes },
    { status: 200, headers: noStore },
    {},
    pastedMessage(null, { method: 'GET', url }),
  )
const bound = { tls_client_certificate_bound_access_tokens: true }
const demanding = { dpop_bound_access_tokens_required: true }
const knowing = (changes: JsonObject) => ({ issuer, metadata: { ...metadata, ...changes } })
const signed = (claims: JsonObject) => ({ signed_metadata: compact({ alg: 'PS256' }, claims) })

export const fixtures: Fixtures<'protected-resource-metadata'> = {
  'prm-resource-match': {
    passed: [
      from(`${wellKnown}/accounts`),
      from(wellKnown, { resource: 'https://rs.example' }),
      from(wellKnown, { resource: 'https://rs.example/' }),
    ],
    failed: [
      ['differs', from(`${wellKnown}/accounts`, { resource: 'https://other.example/accounts' })],
      ['differs', from(wellKnown, { resource: 'https://other.example' })],
      ['missing', prm({ resource: undefined })],
      ['missing', pasted(null, { status: 200, body: '[]' })],
    ],
    notApplicable: [pasted(null, { body: 'Not found' }), prm({ resource: 1 })],
    notObserved: [
      prm(),
      from('https://rs.example/metadata'),
      from(wellKnown),
      from(`${wellKnown}/accounts`, { resource: `${resource}/` }),
    ],
  },
  'prm-members': {
    passed: [prm(), from(wellKnown), prm({ bearer_methods_supported: [] })],
    failed: [
      ['status', pasted(good, { status: 201, headers: jsonType })],
      ['content_type', pasted(good, { status: 200, headers: [['content-type', 'text/html']] })],
      ['content_type', pasted(good, { status: 200, headers: [] })],
      ['type', prm({ bearer_methods_supported: 'header' })],
      ['type', prm({ dpop_bound_access_tokens_required: 'true' })],
      ['empty', prm({ scopes_supported: [] })],
      ['unknown', prm({ bearer_methods_supported: ['cookie'] })],
    ],
    notApplicable: [pasted(null)],
  },
  'prm-authorization-servers': {
    passed: [prm(), prm({}, knowing({ protected_resources: [resource] }))],
    failed: [
      ['form', prm({ authorization_servers: ['as.example'] })],
      ['form', prm({ authorization_servers: ['https://as.example/authorize?a=b'] })],
      ['unlisted', prm({}, knowing({ protected_resources: ['https://other.example'] }))],
    ],
    notApplicable: [prm({ authorization_servers: undefined })],
  },
  'prm-binding': {
    passed: [
      prm(bound, knowing(bound)),
      prm({ ...bound, authorization_servers: ['https://other.example'] }, knowing({})),
      prm({ bearer_methods_supported: ['query'] }, { ruleProfile: 'oauth2' }),
    ],
    failed: [
      ['differs', prm(bound, knowing({ tls_client_certificate_bound_access_tokens: false }))],
      ['differs', prm(demanding, knowing({ dpop_signing_alg_values_supported: undefined }))],
      [
        'differs',
        prm(
          { dpop_signing_alg_values_supported: ['ES256'] },
          knowing({ dpop_signing_alg_values_supported: ['PS256'] }),
        ),
      ],
      ['query', prm({ bearer_methods_supported: ['query'] }, { ruleProfile: 'fapi2' })],
    ],
    notApplicable: [pasted(null), pasted({ resource, scopes_supported: ['accounts'] })],
  },
  'prm-signed': {
    passed: [prm(signed({ iss: resource, resource }))],
    failed: [
      ['type', prm({ signed_metadata: 'none' })],
      ['type', prm({ signed_metadata: compact({ alg: 'none' }, { iss: resource }, '') })],
      ['iss', prm(signed({ resource }))],
      ['differs', prm(signed({ iss: resource, resource: 'https://other.example' }))],
    ],
    notApplicable: [prm(), pasted(null)],
  },
}
