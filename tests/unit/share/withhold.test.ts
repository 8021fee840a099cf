import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foreignHosts } from '@/lib/oauth/foreign-hosts'
import type { ProfileDraft } from '@/lib/oauth/profile'
import { emptyDraft } from '@/lib/oauth/profile-defaults'
import { readPostman } from '@/lib/share/postman'
import { importExported } from '@/lib/share/profile-import'
import { redirectHosts, withhold } from '@/lib/share/withhold'

const issuer = 'https://bank.test'
const bank = {
  issuer,
  authorization_endpoint: `${issuer}/auth`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/jwks`,
}

const of = (changes: Partial<ProfileDraft>) => {
  const { discovery, ...rest } = changes
  const read = importExported(
    { issuer, clientId: 'c', ...rest, ...(discovery && { discovery }) },
    [],
    [],
  )
  return withhold(read)
}
const pasted = (changes: object) =>
  of({ discovery: { kind: 'document', text: JSON.stringify({ ...bank, ...changes }) } })

/** The hosts of the only thing that is withheld, as `host: members`. */
const hosts = ({ withheld: [first] }: ReturnType<typeof withhold>) =>
  first?.hosts.map(({ host, members }) => `${host}: ${members.join(' ')}`.trim())

describe('pasted metadata', () => {
  test.each<[object, string[]]>([
    [{ token_endpoint: 'https://evil.test/token' }, ['evil.test: token_endpoint']],
    [{ token_endpoint: 'HTTPS://EVIL.Test/token' }, ['evil.test: token_endpoint']],
    [{ token_endpoint: 'https://bank.test@evil.test/' }, ['evil.test: token_endpoint']],
    [{ token_endpoint: 'https://bank.test:pw@evil.test/' }, ['evil.test: token_endpoint']],
    [{ token_endpoint: 'https://bank.test:8443/token' }, ['bank.test:8443: token_endpoint']],
    [{ token_endpoint: 'https://bank.test./token' }, ['bank.test.: token_endpoint']],
    [{ token_endpoint: 'https://bänk.test/token' }, ['xn--bnk-qla.test: token_endpoint']],
    [{ token_endpoint: 'https://ｂank.test/token' }, []],
    [{ token_endpoint: 'https://bank.test:443/token' }, []],
    [{ token_endpoint: 'https://BANK.test/token' }, []],
    [{ token_endpoint: ['https://evil.test'] }, []],
    [{ token_endpoint: '/token' }, []],
    [
      { mtls_endpoint_aliases: { token_endpoint: 'https://evil.test/t', userinfo_endpoint: null } },
      ['evil.test: mtls_endpoint_aliases.token_endpoint'],
    ],
    [{ mtls_endpoint_aliases: 'https://evil.test' }, []],
    [
      {
        pushed_authorization_request_endpoint: 'https://evil.test/par',
        userinfo_endpoint: 'https://evil.test/u',
        introspection_endpoint: 'https://other.test/i',
      },
      [
        'evil.test: pushed_authorization_request_endpoint userinfo_endpoint',
        'other.test: introspection_endpoint',
      ],
    ],
  ])('%j', (changes, expected) => {
    const read = pasted(changes)
    expect(read.profile.draft.discovery).toEqual({ kind: 'derived' })
    expect(hosts(read)).toEqual(expected)
    expect(read.withheld[0]?.code).toBe(expected.length > 0 ? 'document' : 'document_own')
    expect(read.profile.taken.map(({ field }) => field)).not.toContain('discovery')
  })

  test.each(['', '{', '[]', '"https://evil.test"', '<html>'])(
    '%j is not metadata, and is left out as well',
    (text) => {
      const read = of({ discovery: { kind: 'document', text } })
      expect(read.withheld).toMatchObject([{ field: 'discovery', code: 'document_unreadable' }])
      expect(read.profile.draft.discovery).toEqual({ kind: 'derived' })
    },
  )

  test('of a profile without an issuer names every host', () => {
    expect(foreignHosts('', bank)).toEqual([
      { host: 'bank.test', members: ['authorization_endpoint', 'token_endpoint', 'jwks_uri'] },
    ])
  })
})

describe('a metadata URL', () => {
  test.each([
    'https://evil.test/openid-configuration',
    'https://evil.test/.well-known/openid-configuration',
    'https://bank.test/uploads/metadata.json',
    'https://bank.test/.well-known/openid-configuration?x=1',
    'https://bank.test/.well-known/openid-configuration/../../uploads/1',
    'https://bank.test@evil.test/.well-known/openid-configuration',
    'not a URL',
  ])('%s is withheld', (url) => {
    const read = of({ discovery: { kind: 'url', url } })
    expect(read.profile.draft.discovery).toEqual({ kind: 'derived' })
    expect(read.withheld).toMatchObject([{ code: 'url', setting: { discovery: { url } } }])
  })

  test.each(['openid-configuration', 'oauth-authorization-server'])(
    'at the issuer its well-known %s is kept',
    (suffix) => {
      const url = `${issuer}/.well-known/${suffix}`
      const read = of({ discovery: { kind: 'url', url } })
      expect(read.profile.draft.discovery).toEqual({ kind: 'url', url })
      expect(read.withheld).toEqual([])
    },
  )
})

test('auto-exchange names where codes would go', () => {
  const text = JSON.stringify({
    ...bank,
    token_endpoint: 'https://evil.test/token',
    mtls_endpoint_aliases: { token_endpoint: 'https://mtls.evil.test/token' },
  })
  const read = of({ autoExchange: true, discovery: { kind: 'document', text } })
  expect(read.profile.draft.autoExchange).toBe(false)
  expect(read.withheld.find(({ field }) => field === 'autoExchange')?.hosts).toEqual([
    { host: 'evil.test', members: ['token_endpoint'] },
    { host: 'mtls.evil.test', members: ['mtls_endpoint_aliases.token_endpoint'] },
  ])
  expect(hosts(of({ autoExchange: true }))).toEqual(['bank.test: metadata'])
})

test('resource servers on the issuer stay, others are withheld', () => {
  const resourceServers = ['https://bank.test/accounts', 'https://evil.test/x', 'rs']
  const read = of({ resourceServers })
  expect(read.profile.draft.resourceServers).toEqual(['https://bank.test/accounts'])
  expect(hosts(read)).toEqual(['evil.test:', 'rs:'])
  expect(read.withheld[0]?.setting).toEqual({ resourceServers })
})

test('redirect_uris are named by host, also where a parameter replaces them', () => {
  expect(
    redirectHosts({
      redirectUris: ['https://App.test/cb', 'https://app.test/cb2', 'com.example:/cb', 'x://y/cb'],
      authorizationParams: [
        ['redirect_uri', 'https://evil.test/cb'],
        ['prompt', 'login'],
      ],
    }),
  ).toEqual(['app.test', 'evil.test'])
})

describe('Postman', () => {
  const variable = (name: string, value: string) => ({ name, value, enabled: true })
  const read = (...variables: ReturnType<typeof variable>[]) =>
    withhold(readPostman({ name: 'Env', variables, requests: [], scripts: [] }))

  test('endpoints without an issuer become metadata only when it is confirmed', () => {
    const found = read(
      variable('auth_url', `${issuer}/auth`),
      variable('token_url', 'https://evil.test/token'),
      variable('jwks_uri', `${issuer}/jwks`),
      variable('client_id', 'c'),
    )
    expect(found.profile.draft).toMatchObject({ issuer, discovery: { kind: 'derived' } })
    expect(hosts(found)).toEqual(['evil.test: token_endpoint'])
    expect(found.profile.taken.map(({ name }) => name)).toEqual(['client_id', 'auth_url'])
  })

  test('a metadata URL of another host is withheld', () => {
    const found = read(
      variable('issuer', issuer),
      variable('well_known', 'https://evil.test/.well-known/openid-configuration'),
    )
    expect(found.profile.draft).toMatchObject({ issuer, discovery: { kind: 'derived' } })
    expect(found.withheld).toMatchObject([{ code: 'url', hosts: [{ host: 'evil.test' }] }])
  })
})

test('whatever a file says, what is saved reads the issuer alone and sends nothing by itself', () => {
  const discovery = fc.oneof(
    fc.record({ kind: fc.constant('document' as const), text: fc.oneof(fc.string(), fc.json()) }),
    fc.record({ kind: fc.constant('url' as const), url: fc.oneof(fc.string(), fc.webUrl()) }),
  )
  const strings = fc.array(fc.oneof(fc.string(), fc.webUrl()))
  fc.assert(
    fc.property(discovery, strings, fc.oneof(fc.string(), fc.webUrl()), (from, servers, name) => {
      const found = { ...emptyDraft, issuer: name, discovery: from, resourceServers: servers }
      const { profile, withheld } = withhold({
        draft: { ...found, autoExchange: true },
        clientSecret: null,
        keys: [],
        requestUri: null,
        taken: [],
        added: [],
        left: [],
      })
      const { draft } = profile
      expect(draft.autoExchange).toBe(false)
      expect(draft.discovery.kind === 'derived' || !withheld.some((w) => w.setting.discovery)).toBe(
        true,
      )
      expect(draft.discovery.kind).not.toBe('document')
    }),
  )
})
