import { expect, test } from 'vitest'
import { recognise } from '@/lib/oauth/recognise'

function kindOf(text: string) {
  const found = recognise(text)
  return found.kind === 'document' ? found.document.of : found.kind
}

const http = (head: string, body: object | string) =>
  `${head}\nContent-Type: application/json\n\n${typeof body === 'string' ? body : JSON.stringify(body)}`
const registration = { redirect_uris: ['https://rp.example/cb'], client_name: 'App' }
const prm = { resource: 'https://api.example', authorization_servers: ['https://as.example'] }

test.each([
  ['protected-resource-metadata', JSON.stringify(prm)],
  [
    'protected-resource-metadata',
    http(
      'GET /.well-known/oauth-protected-resource HTTP/1.1\nHost: api.example\n\nHTTP/1.1 404 Not Found',
      '{}',
    ),
  ],
  ['registration-request', JSON.stringify(registration)],
  ['registration-request', http('POST /register HTTP/1.1\nHost: as.example', registration)],
  ['registration-request', JSON.stringify({ software_statement: 'a.b.c' })],
  [
    'registration-response',
    http('HTTP/1.1 201 Created', { ...registration, client_id: 'a', client_secret_expires_at: 0 }),
  ],
  ['registration-response', JSON.stringify({ error: 'invalid_redirect_uri' })],
  ['device-response', JSON.stringify({ device_code: 'a', user_code: 'b', verification_uri: 'c' })],
  ['backchannel-response', JSON.stringify({ auth_req_id: 'a', expires_in: 120 })],
  ['backchannel-response', http('HTTP/1.1 400 Bad Request', { error: 'unknown_user_id' })],
  [
    'backchannel-request',
    'POST /bc-authorize HTTP/1.1\nHost: as.example\nContent-Type: application/x-www-form-urlencoded\n\nscope=openid&login_hint=a&client_id=b',
  ],
])('%s', (of, text) => {
  expect(kindOf(text)).toBe(of)
})

test('a response has the request that was pasted with it', () => {
  const text = [
    '> POST /register HTTP/1.1',
    '> Host: as.example',
    '> ',
    '< HTTP/1.1 201 Created',
    '< Content-Type: application/json',
    '< ',
    JSON.stringify({ ...registration, client_id: 'a', client_id_issued_at: 1 }),
  ].join('\n')
  const found = recognise(text)
  expect(found).toMatchObject({
    kind: 'document',
    document: {
      of: 'registration-response',
      message: { status: 201 },
      request: { method: 'POST', url: 'https://as.example/register' },
    },
  })
})

test.each([
  [
    'metadata',
    JSON.stringify({
      issuer: 'https://as.example',
      token_endpoint: 'https://as.example/t',
      resource: 'a',
      resource_name: 'b',
    }),
  ],
  ['tokens', JSON.stringify({ access_token: 'a', token_type: 'Bearer', auth_req_id: 'b' })],
  [
    'authorize-url',
    'https://as.example/authorize?client_id=a&response_type=code&scope=openid&login_hint=b',
  ],
  [
    'unknown',
    JSON.stringify({
      client_id: 'https://app.example/client',
      redirect_uris: ['https://app.example/cb'],
    }),
  ],
])('%s stays what it is', (kind, text) => {
  expect(kindOf(text)).toBe(kind)
})
