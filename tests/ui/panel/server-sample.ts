import { ruleProfiles, type RuleProfile } from '@/lib/model/rule-profiles'
import type { Readiness } from '@/lib/model/readiness'
import type { MetadataRecord } from '@/lib/storage/state'
import type { JwksView } from '@/lib/messaging/views'
import type { RuleResult } from '@/lib/model/rule-result'
import { issuer } from './sample'

export const url = `${issuer}/.well-known/openid-configuration`
export const published = {
  issuer,
  authorization_endpoint: `${issuer}/auth`,
  token_endpoint: 'http://as.example/token',
  response_types_supported: ['code', 'code id_token'],
  require_pushed_authorization_requests: true,
  scopes_supported: [],
  claims_parameter_supported: 'true',
  made_up: { deep: [1] },
  mtls_endpoint_aliases: { token_endpoint: 'https://mtls.example/token' },
}
const result = (part: Partial<RuleResult>): RuleResult => ({
  id: 'disc-issuer-present',
  on: 'metadata',
  of: 'message',
  about: 'issuer',
  outcome: 'passed',
  severity: 'fail',
  findings: [],
  refs: ['RFC8414-2'],
  ...part,
})
const judged = [
  result({}),
  result({
    id: 'disc-endpoints-https',
    about: 'metadata',
    outcome: 'failed',
    findings: [{ code: 'scheme', seen: 'token_endpoint: http://as.example/token' }],
    refs: ['RFC6749-3.1'],
  }),
  result({
    id: 'disc-required-oidc',
    about: 'metadata',
    outcome: 'failed',
    severity: 'warn',
    findings: [{ code: 'missing', expected: 'jwks_uri' }],
    refs: ['OIDC-DISCOVERY-3'],
  }),
  result({
    id: 'disc-content-type-json',
    about: 'Content-Type',
    outcome: 'failed',
    findings: [{ code: 'differs', seen: 'text/plain', expected: 'application/json' }],
  }),
]
export const record: MetadataRecord = {
  profileId: 'p1',
  issuer,
  fetchedAt: Date.now() - 120_000,
  took: 183,
  document: {
    url,
    form: 'oidc',
    issuer,
    status: 200,
    contentType: 'text/plain',
    body: JSON.stringify(published),
    duplicates: [],
    json: published,
  },
  tries: [{ url, status: 200, issues: [] }],
  issues: [],
  results: judged,
}
export const otherIssuer: MetadataRecord = {
  ...record,
  document: record.document && { ...record.document, json: { issuer: `${issuer}/` } },
  issues: [{ code: 'metadata_issuer', seen: `${issuer}/`, expected: issuer }],
}
export const notFound: MetadataRecord = {
  ...record,
  document: null,
  tries: [
    { url, status: 404, issues: [{ code: 'metadata_status', seen: '404 NotFound' }] },
    { url: `${url}/x`, status: null, issues: [{ code: 'fetch_timeout', seen: 'aborted' }] },
  ],
  issues: [{ code: 'metadata_status', seen: '404 NotFound' }],
}
export const facts = {
  kid: 'key-1',
  kty: 'RSA',
  crv: null,
  alg: 'PS256',
  use: 'sig',
  size: 2048,
  thumbprint: 'YDosYBBaI74ENVhUhFI0drUzl6d8K1yE1b880IYMjW8',
}
export const keys: JwksView = {
  url: 'https://keys.example/jwks',
  fetchedAt: Date.now(),
  issues: [],
  results: [],
  keys: [
    { jwk: { x5c: ['a', 'b'] }, facts, issues: [] },
    {
      jwk: {},
      facts: { ...facts, kid: null, size: 1024 },
      issues: [{ code: 'jwks_key_small', seen: '1024', expected: '≥ 2048' }],
    },
  ],
}

/** The same results under every profile; the record under FAPI 2.0 has no warnings. */
export function readinessOf({ results }: MetadataRecord): Readiness {
  const names = Object.keys(ruleProfiles) as RuleProfile[]
  const milder = results.filter(
    ({ severity, outcome }) => outcome !== 'failed' || severity === 'fail',
  )
  return Object.fromEntries(
    names.map((name) => [name, name === 'fapi2' ? milder : results]),
  ) as Record<RuleProfile, typeof results>
}
