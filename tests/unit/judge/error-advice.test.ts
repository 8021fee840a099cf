import { describe, expect, test } from 'vitest'
import { endpointAdvice } from '@/lib/flow/read/error-advice'
import { errorFacts, type Settings } from '@/lib/flow/read/error-facts'
import { noRequestedParams, type Flow, type RequestedParams } from '@/lib/flow/model/flow'
import type { EndpointRequest, EndpointResponse, OAuthMessage } from '@/lib/flow/model/message'
import type { Endpoint } from '@/lib/model/endpoint'
import type { Params } from '@/lib/model/params'
import { emptyFlow } from '@/lib/flow/reduce/start'
import { response as responseArtefact } from '../../rules/artefacts'
import { sign } from '../../rules/tokens'

const start = 1_700_000_000_000
const assertion = await sign({ aud: 'https://bank.example', sub: 'client-1' })
const metadata = {
  token_endpoint_auth_methods_supported: ['private_key_jwt'],
  token_endpoint_auth_signing_alg_values_supported: ['ES256'],
  scopes_supported: ['openid'],
  grant_types_supported: ['authorization_code'],
  response_types_supported: ['code'],
  authorization_details_types_supported: ['urn:bank:accounts'],
}
const settings: Settings = { metadata, clientAuth: null }

interface Exchange {
  readonly endpoint?: Endpoint
  readonly params?: Params
  readonly headers?: Params
  readonly status: number
  readonly body?: unknown
  readonly sent?: Params
  readonly requested?: Partial<RequestedParams>
  readonly before?: readonly OAuthMessage[]
}

function adviceOf(exchange: Exchange, known: Settings = settings) {
  const {
    endpoint = 'token',
    status,
    body = '',
    headers = [],
    params,
    sent,
    before = [],
  } = exchange
  const request = {
    kind: `${endpoint}-request`,
    id: 'q',
    at: start + 5000,
    source: 'parley',
    method: 'POST',
    url: 'https://bank.example/token',
    headers: sent ?? [],
    body: '',
    params: params ?? [['client_assertion', assertion]],
    certificate: false,
    results: [],
  } as EndpointRequest & OAuthMessage
  const response = {
    kind: `${endpoint}-response`,
    id: 'p',
    at: start + 6000,
    source: 'parley',
    requestMessageId: 'q',
    status,
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    truncated: false,
    took: 1,
    issues: [],
    jwts: [],
    results: [],
  } as unknown as EndpointResponse & OAuthMessage
  const flow: Flow = {
    ...emptyFlow(
      {
        id: 'f',
        createdAt: start,
        tabId: null,
        incognito: false,
        cookieStoreId: null,
        matchedBy: 'sent',
      },
      null,
    ),
    requested: { ...noRequestedParams, ...exchange.requested },
    messages: [...before, request, response],
  }
  const facts = errorFacts(flow, response, known)
  return facts && endpointAdvice(facts)
}

const codesOf = (exchange: Exchange, known?: Settings) =>
  adviceOf(exchange, known)?.map(({ code }) => code)

describe('a refused request', () => {
  test.each([401, 403])('with an empty %i is most likely client authentication', (status) => {
    for (const endpoint of ['par', 'token', 'introspection', 'revocation'] as const)
      expect(codesOf({ endpoint, status })).toContain('client_refused')
    expect(adviceOf({ endpoint: 'par', status })).toContainEqual(
      expect.objectContaining({ code: 'assertion_audience', seen: 'aud: https://bank.example' }),
    )
    expect(codesOf({ endpoint: 'resource', status })).toEqual([])
  })

  test('that sent no client authentication says so', () => {
    expect(codesOf({ endpoint: 'par', status: 401, params: [] })).toContain('client_auth_missing')
    expect(codesOf({ endpoint: 'par', status: 401 })).not.toContain('client_auth_missing')
  })

  test('with a method or an algorithm that the metadata does not list names both', () => {
    const sent: Params = [['Authorization', 'Basic YTpi']]
    const body = { error: 'invalid_client' }
    expect(adviceOf({ status: 401, params: [], sent, body })).toContainEqual(
      expect.objectContaining({
        code: 'client_auth_not_listed',
        seen: 'client_secret_basic',
        expected: 'private_key_jwt',
      }),
    )
    expect(adviceOf({ status: 400, body })).toContainEqual(
      expect.objectContaining({
        code: 'assertion_alg_not_listed',
        seen: 'PS256',
        expected: 'ES256',
      }),
    )
  })

  test('for its DPoP proof, when none was sent', () => {
    const body = { error: 'invalid_dpop_proof' }
    expect(codesOf({ status: 400, body })?.[0]).toBe('dpop_not_sent')
    expect(codesOf({ status: 400, body, sent: [['DPoP', 'a.b.c']] })).toEqual(['error_code'])
  })

  test.each(['invalid_request', 'invalid_authorization_details'])(
    'with %s for a type that the metadata does not list names the type',
    (error) => {
      const requested = { authorizationDetails: '[{"type":"urn:bank:accounts"},{"type":"urn:x"}]' }
      expect(
        adviceOf({ endpoint: 'par', status: 400, body: { error }, requested })?.[0],
      ).toMatchObject({
        code: 'details_type_not_listed',
        seen: 'urn:x',
        expected: 'urn:bank:accounts',
      })
      const known = { authorizationDetails: '[{"type":"urn:bank:accounts"}]' }
      expect(codesOf({ endpoint: 'par', status: 400, body: { error }, requested: known })).toEqual([
        'error_code',
      ])
    },
  )

  test.each([
    ['invalid_scope', [['scope', 'openid accounts']], 'scope_not_listed', 'accounts'],
    ['unsupported_grant_type', [['grant_type', 'password']], 'grant_type_not_listed', 'password'],
  ] as const)('with %s names the value that is not listed', (error, params, code, seen) => {
    expect(adviceOf({ status: 400, body: { error }, params })?.[0]).toMatchObject({ code, seen })
    expect(
      codesOf({ status: 400, body: { error }, params }, { ...settings, metadata: null }),
    ).toEqual(['error_code'])
  })

  test('with invalid_grant for a code that was used, or that is old', () => {
    const code: OAuthMessage = { ...responseArtefact('?code=c1').message, at: start }
    const used = { kind: 'token-request', id: 'q0', at: start + 1, params: [['code', 'c1']] }
    const params: Params = [['code', 'c1']]
    const body = { error: 'invalid_grant' }
    const usedBefore = [code, used as unknown as OAuthMessage]
    expect(codesOf({ status: 400, body, params, before: usedBefore })?.[0]).toBe('code_used')
    const old = { ...code, at: start - 90_000 }
    expect(adviceOf({ status: 400, body, params, before: [old] })?.[0]).toMatchObject({
      code: 'code_old',
      seen: '95 s',
    })
    expect(codesOf({ status: 400, body, params, before: [code] })).toEqual(['error_code'])
  })

  test('with invalid_grant for an old code that was in a JARM', async () => {
    const jarm = await sign({ iss: 'https://bank.example', code: 'c1' })
    const { message } = responseArtefact(`?response=${jarm}`)
    const received: OAuthMessage = { ...message, at: start - 90_000 }
    const body = { error: 'invalid_grant' }
    expect(codesOf({ status: 400, body, params: [['code', 'c1']], before: [received] })?.[0]).toBe(
      'code_old',
    )
  })

  test('with another redirect_uri than the authorization request names both', () => {
    const params: Params = [['redirect_uri', 'https://app.example/other']]
    const requested = { redirectUri: 'https://app.example/cb' }
    expect(
      adviceOf({ status: 400, body: { error: 'invalid_grant' }, params, requested }),
    ).toContainEqual(
      expect.objectContaining({
        code: 'token_redirect_uri_differs',
        seen: 'https://app.example/other',
        expected: 'https://app.example/cb',
      }),
    )
  })

  test('in the form of an ecosystem names cause, code and path', () => {
    const body = { Errors: [{ ErrorCode: 'U004', Path: 'Data.Risk' }] }
    expect(adviceOf({ endpoint: 'resource', status: 400, body })).toEqual([
      { code: 'error_member_missing', seen: 'U004: Data.Risk', refs: [] },
    ])
  })

  test('that was sent too early can be repeated with the same code', () => {
    const body = { error_class: 'TooEarly', error_message: 'Request was sent too early' }
    expect(codesOf({ status: 425, body })).toEqual(['error_too_early'])
  })

  test('by a web page is not blamed on the client', () => {
    expect(
      codesOf({ endpoint: 'par', status: 403, body: '<html><body>Denied</body></html>' }),
    ).toEqual(['gateway_page'])
  })
})

test.each([200, 201])('a success with status %i has no advice', (status) => {
  expect(adviceOf({ status, body: { access_token: 'a' } })).toBeNull()
})
