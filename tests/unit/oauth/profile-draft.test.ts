import { describe, expect, test } from 'vitest'
import { checkDraft, checkIssuer, trimDraft } from '@/lib/oauth/profile-draft'
import { bankDraft as draft } from '../../samples/bank-profile'

describe('checkIssuer', () => {
  test.each([
    'https://auth.example',
    'https://auth.example/',
    'https://auth.example:8443/tenant/',
    'http://localhost:8801',
    'http://127.0.0.1',
    'http://[::1]:8801/a',
  ])('%s is one', (issuer) => {
    expect(checkIssuer(issuer)).toEqual([])
  })

  test.each([
    ['', 'issuer_missing', undefined],
    ['auth.example', 'issuer_not_url', 'auth.example'],
    ['/tenant', 'issuer_not_url', '/tenant'],
    ['https://', 'issuer_not_url', 'https://'],
    ['http://auth.example', 'url_not_https', 'http://'],
    ['http://localhost.example', 'url_not_https', 'http://'],
    ['ftp://auth.example', 'url_not_https', 'ftp://'],
    ['localhost:8801', 'url_not_https', 'localhost://'],
    ['https://auth.example?a=b', 'issuer_query', 'https://auth.example?a=b'],
    ['https://auth.example/?', 'issuer_query', 'https://auth.example/?'],
    ['https://auth.example#', 'issuer_query', 'https://auth.example#'],
    ['https://auth.example/#a', 'issuer_query', 'https://auth.example/#a'],
  ])('%j: %s', (issuer, code, seen) => {
    expect(checkIssuer(issuer)).toEqual([
      { code, field: 'issuer', ...(seen === undefined ? {} : { seen }) },
    ])
  })
})

describe('checkDraft', () => {
  test.each([
    [],
    ['https://app.example/cb?a=b'],
    ['com.example.app:/cb', 'http://localhost:8802/cb', 'http://[::1]/cb'],
  ])('%j are redirect_uris', (...redirectUris) => {
    expect(checkDraft({ ...draft, redirectUris })).toEqual([])
  })

  test.each([
    ['/cb', 'redirect_uri_not_absolute', '/cb'],
    ['app.example/cb', 'redirect_uri_not_absolute', 'app.example/cb'],
    ['https://app.example/cb#', 'redirect_uri_fragment', 'https://app.example/cb#'],
    ['com.example.app:/cb#a', 'redirect_uri_fragment', 'com.example.app:/cb#a'],
    ['http://app.example/cb', 'url_not_https', 'http://app.example/cb'],
  ])('%s: %s', (uri, code, seen) => {
    expect(checkDraft({ ...draft, redirectUris: ['https://app.example/cb', uri] })).toEqual([
      { code, field: 'redirectUris', seen },
    ])
  })

  test('names all that is off', () => {
    const issues = checkDraft({ ...draft, issuer: '', clientId: '', redirectUris: ['a', 'b'] })
    expect(issues.map(({ code }) => code)).toEqual([
      'issuer_missing',
      'client_id_missing',
      'redirect_uri_not_absolute',
      'redirect_uri_not_absolute',
    ])
  })
})

describe('trimDraft', () => {
  test('takes white space and empty redirect_uris away, and nothing else', () => {
    expect(
      trimDraft({
        ...draft,
        name: ' Bank ',
        issuer: '\thttps://auth.example/ ',
        clientId: ' t p ',
        redirectUris: ['', ' https://app.example/cb\n', '  '],
      }),
    ).toEqual({ ...draft, issuer: 'https://auth.example/', clientId: 't p' })
  })

  test.each([
    ['https://auth.example/.well-known/openid-configuration', 'https://auth.example'],
    ['https://auth.example/.well-known/oauth-authorization-server', 'https://auth.example'],
    ['https://auth.example/a/.well-known/openid-configuration', 'https://auth.example/a'],
    ['https://auth.example/.well-known/oauth-authorization-server/a', 'https://auth.example/a'],
    ['https://auth.example/.well-known/other', 'https://auth.example/.well-known/other'],
    ['https://auth.example/openid-configuration', 'https://auth.example/openid-configuration'],
  ])('%s is read as the issuer %s', (issuer, expected) => {
    expect(trimDraft({ ...draft, issuer }).issuer).toBe(expected)
  })

  test.each([
    ['https://auth.example:8443/a', 'auth.example:8443'],
    ['no URL', 'no URL'],
    ['', ''],
  ])('without a name, %j gives %j', (issuer, name) => {
    expect(trimDraft({ ...draft, name: ' ', issuer }).name).toBe(name)
  })
})
