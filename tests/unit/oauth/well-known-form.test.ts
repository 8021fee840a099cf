import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readWellKnown } from '@/lib/oauth/well-known-form'

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
