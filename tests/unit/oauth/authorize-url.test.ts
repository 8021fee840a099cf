import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildAuthorizeUrl } from '@/lib/oauth/authorize-url'

const requestUri = 'urn:ietf:params:oauth:request_uri:x'
const parts = { clientId: 'tpp', requestUri, addScopeOpenid: false }

test('client_id and request_uri, nothing else', () => {
  expect(buildAuthorizeUrl({ ...parts, authorizationEndpoint: 'https://as.example/auth' })).toBe(
    'https://as.example/auth?client_id=tpp&request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3Ax',
  )
})

test('scope=openid where the profile says so', () => {
  const url = buildAuthorizeUrl({
    ...parts,
    addScopeOpenid: true,
    authorizationEndpoint: 'https://as.example/auth',
  })
  expect([...new URL(url).searchParams.keys()]).toEqual(['client_id', 'scope', 'request_uri'])
})

test('the query of the endpoint stays as it is', () => {
  expect(
    buildAuthorizeUrl({ ...parts, authorizationEndpoint: 'https://as.example/auth?a=%7e&b' }),
  ).toMatch(/^https:\/\/as\.example\/auth\?a=%7e&b&client_id=tpp&/)
})

test('whatever is put in comes out again', () => {
  fc.assert(
    fc.property(fc.webUrl(), fc.string(), fc.string(), (authorizationEndpoint, clientId, uri) => {
      const url = new URL(
        buildAuthorizeUrl({
          authorizationEndpoint,
          clientId,
          requestUri: uri,
          addScopeOpenid: false,
        }),
      )
      expect(url.searchParams.get('client_id')).toBe(clientId)
      expect(url.searchParams.get('request_uri')).toBe(uri)
    }),
  )
})
