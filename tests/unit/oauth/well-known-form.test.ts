import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readWellKnown, wellKnownUrls } from '@/lib/oauth/well-known-form'

test.each([
  ['https://as.example/.well-known/openid-configuration', 'root', 'https://as.example'],
  ['https://as.example/.well-known/oauth-authorization-server', 'root', 'https://as.example'],
  [
    'https://as.example:8443/t/u/.well-known/openid-configuration',
    'appended',
    'https://as.example:8443/t/u',
  ],
  [
    'https://as.example/.well-known/oauth-authorization-server/t/u',
    'inserted',
    'https://as.example/t/u',
  ],
  ['https://as.example/.well-known/openid-configuration?x=/y', 'root', 'https://as.example'],
])('%s is %s', (url, placement, issuer) => {
  expect(readWellKnown(url)).toMatchObject({ placement, issuer })
})

test.each([
  '',
  'https://as.example',
  'https://as.example/.well-known/openid-configurations',
  'https://as.example/t/.well-known/openid-configuration/u',
  '/.well-known/openid-configuration',
])('%s has no well-known form', (url) => {
  expect(readWellKnown(url)).toBeNull()
})

test('the issuer comes back out of the URL that was built from it', () => {
  const path = fc.array(fc.stringMatching(/^[a-z\d_~-]{1,8}$/), { maxLength: 3 })
  fc.assert(
    fc.property(path, (segments) => {
      const tail = segments.map((segment) => `/${segment}`).join('')
      const origin = 'https://as.example'
      expect(readWellKnown(`${origin}${tail}/.well-known/openid-configuration`)?.issuer).toBe(
        origin + tail,
      )
      expect(readWellKnown(`${origin}/.well-known/oauth-authorization-server${tail}`)?.issuer).toBe(
        origin + tail,
      )
    }),
  )
})

describe('wellKnownUrls', () => {
  test('the four places of an issuer with a path, those of the specifications first', () => {
    expect(wellKnownUrls('https://as.example/t/1/')).toEqual([
      { url: 'https://as.example/t/1/.well-known/openid-configuration', form: 'oidc' },
      { url: 'https://as.example/.well-known/oauth-authorization-server/t/1', form: 'oauth' },
      { url: 'https://as.example/.well-known/openid-configuration/t/1', form: 'oidc' },
      { url: 'https://as.example/t/1/.well-known/oauth-authorization-server', form: 'oauth' },
    ])
  })

  test.each(['https://as.example', 'https://as.example/', 'HTTPS://As.example:8443/'])(
    'two at %s',
    (issuer) => {
      expect(wellKnownUrls(issuer)).toHaveLength(2)
    },
  )

  test('each is read as the issuer that it was built from', () => {
    fc.assert(
      fc.property(fc.webUrl(), (issuer) => {
        for (const { url } of wellKnownUrls(issuer))
          expect(readWellKnown(url)?.issuer).toBe(issuer.replace(/\/$/, ''))
      }),
    )
  })
})
