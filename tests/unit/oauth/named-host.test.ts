import fc from 'fast-check'
import { expect, test } from 'vitest'
import { endpointUrl } from '@/lib/client/endpoints'
import { namesHost } from '@/lib/oauth/named-host'
import { neededOrigins } from '@/lib/oauth/origins'
import { emptyDraft } from '@/lib/oauth/profile-defaults'

test.each([
  ['https://bank.test/*', 'https://bank.test/token'],
  ['https://bank.test/*', 'https://BANK.test:443/token'],
  ['https://bank.test/*', 'https://bank.test:8443/token'],
  ['https://bank.test:8443/*', 'https://bank.test:8443/token'],
  ['*://bank.test/*', 'https://bank.test/token'],
  ['https://xn--bnk-qla.test/*', 'https://bänk.test/token'],
  ['https://evil.test/*', 'https://bank.test@evil.test/token'],
  ['http://127.0.0.1/*', 'http://127.0.0.1:4455/token'],
  ['http://[::1]/*', 'http://[::1]:4455/token'],
  ['http://[::1]:4455/*', 'http://[::1]:4455/token'],
])('%s names the host of %s', (pattern, url) => {
  expect(namesHost(pattern, url)).toBe(true)
})

test.each([
  ['<all_urls>', 'https://bank.test/'],
  ['*://*/*', 'https://bank.test/'],
  ['https://*/*', 'https://bank.test/'],
  ['https://*.test/*', 'https://bank.test/'],
  ['https://*.bank.test/*', 'https://bank.test/'],
  ['https://*.bank.test/*', 'https://as.bank.test/'],
  ['https://*/*', 'https://*/token'],
  ['https://*.test/*', 'https://*.test/token'],
  ['https://bank.test:8443/*', 'https://bank.test/'],
  ['https://bank.test/*', 'https://bank.test./'],
  ['https://bank.test/*', 'https://as.bank.test/'],
  ['https://bank.test/*', 'http://bank.test/'],
  ['http://localhost/*', 'http://127.0.0.1/'],
  ['https://bank.test/*', 'https://bank.test@evil.test/token'],
  ['https://bank.test/*', 'bank.test'],
  ['', 'https://bank.test/'],
])('%s does not name the host of %s', (pattern, url) => {
  expect(namesHost(pattern, url)).toBe(false)
})

test('a pattern of one URL names the host of another only where the hosts are the same', () => {
  fc.assert(
    fc.property(fc.webUrl(), fc.webUrl(), (one, other) => {
      const a = new URL(one)
      const b = new URL(other)
      expect(namesHost(`${a.origin}/*`, one)).toBe(true)
      if (namesHost(`${a.origin}/*`, other)) expect(b.hostname).toBe(a.hostname)
    }),
  )
})

test.each(['https://*/token', 'https://*.evil.test/token'])(
  'access is never asked for by %s, and nothing is sent there',
  (url) => {
    const profile = { ...emptyDraft, id: 'p', createdAt: 0, issuer: 'https://bank.test' }
    const metadata = { token_endpoint: url, jwks_uri: url }
    const origins = neededOrigins({ ...profile, resourceServers: [url] }, metadata)
    expect(origins.map(({ origin }) => origin)).toEqual(['https://bank.test'])
    expect(endpointUrl({ profile, metadata }, 'token')).toMatchObject({ code: 'endpoint_not_url' })
  },
)
