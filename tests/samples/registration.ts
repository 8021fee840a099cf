import type { Flow } from '@/lib/flow/model/flow'
import type { OAuthMessage } from '@/lib/flow/model/message'
import type { JsonObject } from '@/lib/model/json'
import type { RegisteredClient } from '@/lib/oauth/registered-client'
import { flow, issuer } from '../ui/panel/sample'

export const sampleTime = Date.now()

const encode = (value: object) =>
  btoa(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

const seconds = Math.floor(sampleTime / 1000)

/** A software statement of the right shape with an invented signature. */
export const statementText = [
  encode({ alg: 'PS256', typ: 'JWT', kid: 'directory-1' }),
  encode({
    iss: 'OpenBanking Ltd',
    iat: seconds - 60,
    exp: seconds + 540,
    jti: '8c1f7e2ab04d4e55',
    software_id: 'swTest0001',
    software_roles: ['AISP', 'PISP'],
    software_redirect_uris: ['https://app.tpp.test/cb'],
    software_jwks_endpoint: 'https://keystore.directory.test/software.jwks',
    org_status: 'Active',
  }),
  'c2ln',
].join('.')

export const requestedMembers: JsonObject = {
  redirect_uris: ['https://app.tpp.test/cb'],
  token_endpoint_auth_method: 'private_key_jwt',
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  scope: 'openid accounts payments',
}

export const registered: JsonObject = {
  ...requestedMembers,
  client_id: 'ukb-51d0c7a9',
  client_id_issued_at: seconds,
  scope: 'openid accounts',
  tls_client_certificate_bound_access_tokens: true,
  registration_access_token: 'registration-access-token-1',
  registration_client_uri: `${issuer}/register/ukb-51d0c7a9`,
}

/** A flow with one registration and this response. */
export function registrationFlow(status: number, body: JsonObject): Flow {
  const common = { at: sampleTime, source: 'parley', results: [] } as const
  const messages: readonly OAuthMessage[] = [
    {
      ...common,
      kind: 'registration-request',
      id: 'registration-request',
      method: 'POST',
      url: `${issuer}/register`,
      headers: [['content-type', 'application/json']],
      body: JSON.stringify(requestedMembers),
      params: [],
      certificate: false,
    },
    {
      ...common,
      kind: 'registration-response',
      id: 'registration-response',
      requestMessageId: 'registration-request',
      status,
      headers: [['content-type', 'application/json']],
      body: JSON.stringify(body),
      truncated: false,
      took: 410,
      issues: status === 201 ? [] : [{ code: 'response_oauth_error', seen: String(body['error']) }],
      jwts: [],
    },
  ]
  return { ...flow, id: `registration-${status}`, messages, tokens: [], storedRequestId: null }
}

/** A client that was registered three days ago and read just now. */
export const registeredClient = (now: number): RegisteredClient => ({
  clientUri: `${issuer}/register/ukb-51d0c7a9`,
  registeredAt: now - 3 * 86_400_000,
  readAt: now - 120_000,
  form: 'jose',
  access: 'certificate',
  audience: issuer,
  members: { ...requestedMembers, client_id: 'ukb-51d0c7a9', scope: 'openid accounts' },
  statement: {
    issuedAt: Math.floor(now / 1000) - 600,
    expiresAt: Math.floor(now / 1000) + 432_000,
  },
})
