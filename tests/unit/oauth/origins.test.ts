import { expect, test } from 'vitest'
import { neededOrigins } from '@/lib/oauth/origins'

const issuer = 'https://auth.example/tenant'
const profile = {
  issuer,
  discovery: { kind: 'derived' },
  redirectUris: [],
  resourceServers: [],
} as const

test('each origin once, with all that it is needed for', () => {
  const redirectUris = [
    'https://app.example/cb',
    'https://app.example/other',
    'https://auth.example/x',
  ]
  const metadata = {
    authorization_endpoint: 'https://login.example:8443/auth?a=b',
    jwks_uri: 'https://AUTH.example:443/jwks',
  }
  expect(neededOrigins({ ...profile, redirectUris }, metadata)).toEqual([
    { origin: 'https://auth.example', roles: ['issuer', 'jwks', 'redirect'] },
    { origin: 'https://login.example:8443', roles: ['authorization'] },
    { origin: 'https://app.example', roles: ['redirect'] },
  ])
})

test('without metadata those of the profile alone', () => {
  expect(neededOrigins(profile, null)).toEqual([
    { origin: 'https://auth.example', roles: ['issuer'] },
  ])
})

test.each(['http://localhost:8802/cb', 'http://127.0.0.1/cb', 'http://[::1]:1/cb'])(
  '%s never leaves the machine',
  (uri) => {
    expect(neededOrigins({ ...profile, redirectUris: [uri] }, null)).toContainEqual({
      origin: new URL(uri).origin,
      roles: ['redirect'],
    })
  },
)

test.each([
  'com.example.app:/cb',
  'urn:ietf:wg:oauth:2.0:oob',
  'http://app.example/cb',
  'http://localhost.example/cb',
  'ftp://app.example/cb',
  '/cb',
  '',
])('%j needs none', (uri) => {
  expect(neededOrigins({ ...profile, redirectUris: [uri] }, null)).toHaveLength(1)
})

test.each([null, 7, ['https://keys.example'], {}, 'not a URL'])(
  'jwks_uri %j is not a URL',
  (value) => {
    const metadata = { jwks_uri: value, authorization_endpoint: value }
    expect(neededOrigins(profile, metadata)).toHaveLength(1)
  },
)

test('the endpoints that Parley calls, and their aliases for certificates', () => {
  const at = (host: string) => `https://${host}.example/path`
  const metadata = {
    authorization_endpoint: at('auth'),
    pushed_authorization_request_endpoint: at('as'),
    token_endpoint: at('as'),
    userinfo_endpoint: at('me'),
    introspection_endpoint: at('as'),
    revocation_endpoint: at('as'),
    registration_endpoint: at('never-called'),
    mtls_endpoint_aliases: { token_endpoint: at('mtls'), par: at('unknown'), userinfo_endpoint: 7 },
  }
  const resourceServers = ['https://api.example/v1']
  expect(neededOrigins({ ...profile, resourceServers }, metadata)).toEqual([
    { origin: 'https://auth.example', roles: ['issuer', 'authorization'] },
    { origin: 'https://as.example', roles: ['par', 'token', 'introspection', 'revocation'] },
    { origin: 'https://me.example', roles: ['userinfo'] },
    { origin: 'https://mtls.example', roles: ['mtls'] },
    { origin: 'https://api.example', roles: ['resource'] },
  ])
})

test.each([null, 7, 'text', []])('aliases that are %j are none', (aliases) => {
  expect(neededOrigins(profile, { mtls_endpoint_aliases: aliases })).toHaveLength(1)
})

test('the metadata is needed from where it is read', () => {
  const url = 'https://docs.example/metadata'
  const origins = (discovery: Parameters<typeof neededOrigins>[0]['discovery']) =>
    neededOrigins({ ...profile, discovery }, null).map(({ origin }) => origin)
  expect(origins({ kind: 'derived' })).toEqual(['https://auth.example'])
  expect(origins({ kind: 'url', url })).toEqual(['https://docs.example'])
  expect(origins({ kind: 'document', text: '{}' })).toEqual([])
})
