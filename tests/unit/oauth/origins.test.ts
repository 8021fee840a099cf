import { expect, test } from 'vitest'
import { neededOrigins } from '@/lib/oauth/origins'

const issuer = 'https://auth.example/tenant'

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
  expect(neededOrigins({ issuer, redirectUris }, metadata)).toEqual([
    { origin: 'https://auth.example', roles: ['issuer', 'jwks', 'redirect'] },
    { origin: 'https://login.example:8443', roles: ['authorization'] },
    { origin: 'https://app.example', roles: ['redirect'] },
  ])
})

test('without metadata those of the profile alone', () => {
  expect(neededOrigins({ issuer, redirectUris: [] }, null)).toEqual([
    { origin: 'https://auth.example', roles: ['issuer'] },
  ])
})

test.each(['http://localhost:8802/cb', 'http://127.0.0.1/cb', 'http://[::1]:1/cb'])(
  '%s never leaves the machine',
  (uri) => {
    expect(neededOrigins({ issuer, redirectUris: [uri] }, null)).toContainEqual({
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
  expect(neededOrigins({ issuer, redirectUris: [uri] }, null)).toHaveLength(1)
})

test.each([null, 7, ['https://keys.example'], {}, 'not a URL'])(
  'jwks_uri %j is no URL',
  (value) => {
    const metadata = { jwks_uri: value, authorization_endpoint: value }
    expect(neededOrigins({ issuer, redirectUris: [] }, metadata)).toHaveLength(1)
  },
)
