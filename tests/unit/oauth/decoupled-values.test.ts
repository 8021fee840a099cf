import { describe, expect, test } from 'vitest'
import { deliveryOf } from '@/lib/oauth/decoupled'
import { decoupledCalls, decoupledValues, decoupledWarnings } from '@/lib/oauth/decoupled-values'
import type { Metadata } from '@/lib/oauth/metadata'
import type { Profile } from '@/lib/oauth/profile'
import { profile as sample } from '../../ui/panel/sample'

const profile: Profile = {
  ...sample,
  requestAs: 'parameters',
  authorizationParams: [['acr_values', 'loa3']],
}

const codes = (
  params: readonly (readonly [string, string])[],
  metadata: Metadata = {},
  more: Partial<Profile> = {},
) =>
  decoupledWarnings(
    { grant: 'ciba', params, profile: { ...profile, ...more }, alg: 'PS256' },
    metadata,
  ).map(({ code, about }) => (about === undefined ? code : `${code} ${about}`))

const good = [
  ['scope', 'openid'],
  ['login_hint', 'aisyah'],
] as const

test('the values are those of the profile', () => {
  const values = new Map(decoupledValues('ciba', profile).map(({ name, value }) => [name, value]))
  expect(values.get('scope')).toBe(profile.scope)
  expect(values.get('acr_values')).toBe('loa3')
  expect(values.get('login_hint')).toBe('')
  expect(decoupledValues('device', profile).map(({ name }) => name)).toEqual([
    'scope',
    'authorization_details',
  ])
})

describe('warnings', () => {
  test('a request as the specification wants it has none', () => {
    expect(codes(good)).toEqual([])
  })

  test.each<[string, readonly (readonly [string, string])[], Metadata, readonly string[]]>([
    ['no hint', [['scope', 'openid']], {}, ['decoupled_no_hint']],
    ['two hints', [...good, ['id_token_hint', 'e']], {}, ['decoupled_many_hints']],
    ['no openid', [['login_hint', 'a']], {}, ['decoupled_no_openid']],
    [
      'a long message',
      [...good, ['binding_message', 'x'.repeat(101)]],
      {},
      ['decoupled_long_message'],
    ],
    ['a lifetime of zero', [...good, ['requested_expiry', '0']], {}, ['decoupled_expiry']],
    ['a lifetime in words', [...good, ['requested_expiry', 'soon']], {}, ['decoupled_expiry']],
    [
      'a user code that is not announced',
      [...good, ['user_code', '1']],
      {},
      ['decoupled_user_code backchannel_user_code_parameter_supported'],
    ],
    [
      'a user code that is announced',
      [...good, ['user_code', '1']],
      { backchannel_user_code_parameter_supported: true },
      [],
    ],
    [
      'another grant',
      good,
      { grant_types_supported: ['authorization_code'] },
      ['decoupled_grant_unlisted grant_types_supported'],
    ],
    [
      'an acr that is not listed',
      [...good, ['acr_values', 'loa9']],
      { acr_values_supported: ['loa3'] },
      ['request_not_listed acr_values_supported'],
    ],
  ])('%s', (_, params, metadata, expected) => {
    expect(codes(params, metadata)).toEqual(expected)
  })

  test('the algorithm of a signed request is compared with the metadata', () => {
    const member = 'backchannel_authentication_request_signing_alg_values_supported'
    const signed = { requestAs: 'request-object' } as const
    expect(codes(good, {}, signed)).toEqual([`decoupled_signed ${member}`])
    expect(codes(good, { [member]: ['ES256'] }, signed)).toEqual([`decoupled_alg ${member}`])
    expect(codes(good, { [member]: ['PS256'] }, signed)).toEqual([])
  })
})

describe('the delivery mode', () => {
  const registered = (mode: unknown) =>
    ({ registration: { members: { backchannel_token_delivery_mode: mode } } }) as never

  test.each<[string, never, Metadata | null, string, string]>([
    ['nothing is known', {} as never, null, 'poll', 'default'],
    [
      'the server polls and pings',
      {} as never,
      { backchannel_token_delivery_modes_supported: ['ping', 'poll'] },
      'poll',
      'metadata',
    ],
    [
      'the server only pushes',
      {} as never,
      { backchannel_token_delivery_modes_supported: ['push'] },
      'push',
      'metadata',
    ],
    [
      'the client is registered for ping',
      registered('ping'),
      { backchannel_token_delivery_modes_supported: ['poll'] },
      'ping',
      'registration',
    ],
    ['the registration has nonsense', registered({}), null, 'poll', 'default'],
  ])('%s', (_, client, metadata, mode, from) => {
    expect(deliveryOf(client, metadata)).toEqual({ mode, from })
  })
})

describe('the requests before they are sent', () => {
  const metadata = {
    backchannel_authentication_endpoint: 'https://as.example/backchannel',
    token_endpoint: 'https://as.example/token',
    mtls_endpoint_aliases: { token_endpoint: 'https://mtls.as.example/token' },
  }
  const poll = { mode: 'poll', from: 'default' } as const

  test('a form, and the polls', () => {
    const [first, second] = decoupledCalls({ grant: 'ciba', params: good, profile }, poll, metadata)
    expect(first).toEqual({
      kind: 'first',
      url: 'https://as.example/backchannel',
      lines: [`client_id=${profile.clientId}`, 'scope=openid', 'login_hint=aisyah'],
    })
    expect(second?.lines[0]).toBe('grant_type=urn:openid:params:grant-type:ciba')
  })

  test('the claims of a signed request, with JSON as JSON', () => {
    const params = [...good, ['authorization_details', '[{"type":"a"}]']] as const
    const signed = { ...profile, requestAs: 'request-object' } as const
    const [first] = decoupledCalls({ grant: 'ciba', params, profile: signed }, poll, metadata)
    const text = first?.lines.slice(1).join('\n').replace('request=', '') ?? ''
    expect(JSON.parse(text)).toEqual({
      iss: profile.clientId,
      aud: profile.issuer,
      scope: 'openid',
      login_hint: 'aisyah',
      authorization_details: [{ type: 'a' }],
    })
  })

  test('the alias of a client with a certificate, and an endpoint that is missing', () => {
    const bound = { ...profile, bindTokens: 'certificate' } as const
    const calls = decoupledCalls({ grant: 'device', params: [], profile: bound }, poll, metadata)
    expect(calls.map(({ url }) => url)).toEqual([null, 'https://mtls.as.example/token'])
  })

  test('a notification token if the server would notify', () => {
    const ping = { mode: 'ping', from: 'metadata' } as const
    const [first] = decoupledCalls({ grant: 'ciba', params: good, profile }, ping, metadata)
    expect(first?.lines).toContain('client_notification_token=…')
  })
})
