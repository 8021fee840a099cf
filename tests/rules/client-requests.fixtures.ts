import type { EndpointRequest } from '@/lib/flow/model/message'
import type { JudgingContext } from '@/lib/facts/judging-context'
import type { Params } from '@/lib/model/params'
import type { Artefacts } from '@/lib/rules/artefacts'
import { codeRequest, knowing, refreshToken, tokenRequest } from './answers'
import { changed, clientId, code, unknown } from './artefacts'
import type { Fixtures } from './fixtures'
import { byKey, revocation, revoked } from './requests'

type Sent = Artefacts['token-request']

/** A token request, with the resources of its authorization request. */
const sent = (
  params: Params,
  overrides: Partial<EndpointRequest<'token'>> = {},
  more: Partial<Omit<Sent, 'message'>> = {},
): Sent => ({
  message: tokenRequest(params, overrides),
  resources: null,
  context: unknown,
  ...more,
})
const codeParams: Params = [
  ['grant_type', 'authorization_code'],
  ['code', code],
]
const good = sent([...codeParams, ...byKey])
const basic: Params = [['authorization', 'Basic dHBwOnNlY3JldA==']]
const clientCredentials = sent([['grant_type', 'client_credentials']])

const alias = 'https://mtls.as.example/token'
const aliased = changed({ mtls_endpoint_aliases: { token_endpoint: alias } })
const certified = (
  params: Params,
  url: string,
  known: Partial<JudgingContext> = { metadata: aliased, ruleProfile: 'oauth2' },
) => sent(params, { url, certificate: true }, { context: knowing(known) })
const named: Params = [...codeParams, ['client_id', clientId]]

const type = (name: string) => `urn:ietf:params:oauth:token-type:${name}`
const exchange = (...params: Params) =>
  sent([['grant_type', 'urn:ietf:params:oauth:grant-type:token-exchange'], ...params])
const subject: Params = [
  ['subject_token', 'a'],
  ['subject_token_type', type('access_token')],
]

const accounts = 'https://rs.example/accounts'
const forResource = (resources: Sent['resources'], grant: string, ...uris: readonly string[]) =>
  sent([['grant_type', grant], ...uris.map((uri) => ['resource', uri] as const)], {}, { resources })

export const fixtures: Fixtures<'token-request'> = {
  'ca-one-auth-method': {
    passed: [
      good,
      sent(codeParams, { headers: basic }),
      sent(good.message.params, { certificate: true }),
    ],
    failed: [
      ['several', sent(good.message.params, { headers: basic })],
      ['several', sent([...good.message.params, ['client_secret', 'secret']])],
    ],
    notApplicable: [clientCredentials, sent(named)],
  },
  'ca-mtls-client-id': {
    passed: [
      certified(named, alias),
      certified([...codeParams, ...byKey.slice(1)], alias),
      certified(named, 'https://as.example/token', {
        metadata: changed({ mtls_endpoint_aliases: undefined }),
      }),
    ],
    failed: [
      ['missing', certified(codeParams, alias)],
      ['plain_host', certified(named, 'https://as.example/token')],
    ],
    notApplicable: [good],
    notObserved: [certified(named, alias, { metadata: null }), certified([], alias)],
  },
  'te-request': {
    passed: [
      exchange(...subject),
      exchange(...subject, ['actor_token', 'b'], ['actor_token_type', type('jwt')]),
      exchange(...subject, ['requested_token_type', 'https://a.example/type']),
    ],
    failed: [
      ['missing', exchange(['subject_token', 'a'])],
      ['missing', exchange(['subject_token_type', type('jwt')])],
      ['missing', exchange(...subject, ['actor_token', 'b'])],
      ['pair', exchange(...subject, ['actor_token_type', type('jwt')])],
      ['type', exchange(['subject_token', 'a'], ['subject_token_type', 'access_token'])],
    ],
    notApplicable: [good],
  },
  'res-token-request': {
    passed: [
      forResource([accounts, 'https://b.example'], 'authorization_code', accounts),
      forResource([], 'authorization_code', accounts),
      forResource(null, 'authorization_code', 'urn:example:api'),
      forResource([accounts], 'client_credentials', 'https://b.example'),
    ],
    failed: [
      ['relative', forResource(null, 'authorization_code', '/accounts')],
      ['relative', forResource(null, 'client_credentials', '')],
      ['fragment', forResource(null, 'authorization_code', `${accounts}#a`)],
      ['not_granted', forResource([accounts], 'authorization_code', 'https://b.example')],
      ['not_granted', forResource([accounts], 'refresh_token', accounts, 'https://b.example')],
    ],
    notApplicable: [good],
  },
  'o21-redirect-uri-in-token-request': {
    passed: [good],
    failed: [['present', sent(codeRequest.params)]],
    notApplicable: [clientCredentials],
  },
}

const token: Params = [['token', refreshToken]]
const hinted = (hint: string) => revocation([...byKey, ...token, ['token_type_hint', hint]])
const publicClient: Params = [['client_id', clientId], ...token]
const plain = knowing({ ruleProfile: 'oauth2' })

export const revocationRequest: Fixtures<'revocation-request'> = {
  'rv-request': {
    passed: [
      revocation([...byKey, ...token]),
      hinted('refresh_token'),
      revocation(token, { headers: basic }, plain),
      revocation(publicClient, {}, plain),
      revocation(publicClient, { certificate: true }),
      revocation(token, { source: 'devtools' }),
    ],
    failed: [
      ['method', revocation([], { method: 'GET', body: '' })],
      ['missing', revocation(byKey)],
      ['missing', revocation([], { headers: [['content-type', 'application/json']], body: '{}' })],
      ['in_url', revocation(byKey, { url: 'https://as.example/revoke?token=a' })],
      ['hint', hinted('jwt')],
      ['auth', revocation(token, {}, plain)],
      ['auth', revocation(publicClient)],
    ],
    notApplicable: [revocation([], { headers: [['accept', '*/*']], body: '' })],
    notObserved: [revocation([], { source: 'devtools', headers: [], body: '' })],
  },
}

export const revocationResponse: Fixtures<'revocation-response'> = {
  'rv-status': {
    passed: [
      revoked(200),
      revoked(400, '{"error":"unsupported_token_type"}'),
      revoked(401, '{"error":"invalid_client"}'),
    ],
    failed: [
      ['status', revoked(204)],
      ['status', revoked(400, '{"error":"invalid_token"}')],
      ['status', revoked(500, '<html>')],
      ['error', revoked(400)],
      ['error', revoked(400, '{"error":"token_gone"}')],
      ['busy', revoked(503, '', { headers: [['retry-after', '5']] })],
    ],
    notApplicable: [revoked(null)],
    notObserved: [revoked(null, '{}'), revoked(400, '{"err', { truncated: true })],
  },
}
