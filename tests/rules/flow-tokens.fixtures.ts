import { noRequestedParams } from '@/lib/flow/model/flow'
import { accessToken, refreshToken } from './answers'
import { noon } from './artefacts'
import type { Fixtures } from './fixtures'
import {
  answered,
  error,
  asserting,
  unverified,
  verifier,
  exchange,
  lastOf,
  received,
  refresh,
  sent,
  tokens,
} from './flow-messages'

const next = 'A-new-refresh-token'
/** The refresh token was replaced 11 seconds after noon. */
const rotated = answered(refresh(10), { ...tokens, refresh_token: next })

/** A DPoP proof with this key. */
const proof = (thumbprint: string) => ({
  headers: [
    ['dpop', 'a.b.c'],
    ['authorization', `DPoP ${accessToken}`],
  ] as const,
  jwts: [
    {
      name: 'DPoP',
      text: 'a.b.c',
      decryption: null,
      verification: { ...unverified, jwk: { thumbprint } as never },
    },
  ],
})
const dpop = { ...tokens, token_type: 'DPoP' }
const bound = answered(exchange(10, [], proof('key-1')), dpop)
const call = (thumbprint: string, status: number) => {
  const request = sent('resource', 30, [], proof(thumbprint))
  return [...bound, request, received(request, {}, { status })]
}
const bearer = sent('resource', 30, [], { headers: [['authorization', `Bearer ${accessToken}`]] })
const publicClient = { metadata: { token_endpoint_auth_methods_supported: ['none'] } }

const introspect = (after: number, token: string, active: boolean) => {
  const request = sent('introspection', after, [['token', token]])
  return [request, received(request, { active })]
}
/** The token was revoked 21 seconds after noon. */
const revoked = (token: string) => {
  const request = sent('revocation', 20, [['token', token]])
  return [...answered(exchange()), request, received(request, '')]
}

/** A token request with this secret in the `Authorization` header. */
const basic = (after: number, secret: string) =>
  exchange(after, [], { headers: [['authorization', `Basic ${btoa(`client:${secret}`)}`]] })

const polling =
  (grantType: string, name: string) =>
  (after: number, value = 'a-code') =>
    sent('token', after, [
      ['grant_type', grantType],
      [name, value],
    ])
const device = polling('urn:ietf:params:oauth:grant-type:device_code', 'device_code')
const ciba = polling('urn:openid:params:grant-type:ciba', 'auth_req_id')
const pending = (request: ReturnType<typeof device>) => error(request, 'authorization_pending')
const slowDown = (request: ReturnType<typeof device>) => error(request, 'slow_down')

const asking = (scope: string) => ({ requested: { ...noRequestedParams, scope } })
const { refresh_token: _, ...withoutRefresh } = tokens

const consent = (seconds: number) =>
  JSON.stringify([
    {
      type: 'urn:openfinance-ml:account-access-consent:v1',
      consent: { expiration_datetime: new Date(noon + seconds * 1000).toISOString() },
    },
  ])
const consenting = (seconds: number | null) => ({
  requested: {
    ...noRequestedParams,
    authorizationDetails: seconds === null ? null : consent(seconds),
  },
})
const ofm = (seconds: number) => lastOf(answered(exchange()), consenting(seconds))

export const fixtures: Fixtures<'flow'> = {
  'rf-old-token-rejected': {
    passed: [lastOf([...rotated, ...error(refresh(200), 'invalid_grant')])],
    failed: [['accepted', lastOf([...rotated, ...answered(refresh(20))])]],
    notApplicable: [
      lastOf(rotated),
      lastOf([...rotated, ...answered(refresh(20, next))]),
      lastOf([...rotated, ...error(refresh(200), 'invalid_client')]),
      lastOf([...answered(refresh(10)), ...answered(refresh(20))]),
    ],
  },
  'fl-refresh-rotation': {
    passed: [
      lastOf([...rotated, ...answered(refresh(20))]),
      lastOf([...rotated, ...error(refresh(200), 'invalid_grant')]),
      lastOf([...rotated, ...error(refresh(20), 'invalid_grant')], { ruleProfile: 'oauth2' }),
    ],
    failed: [
      ['client_kept', lastOf([...rotated, refresh(200)])],
      ['old_works', lastOf([...rotated, ...answered(refresh(200))])],
      ['old_works', lastOf([...rotated, ...answered(refresh(20, next)), ...answered(refresh(30))])],
      ['no_retry', lastOf([...rotated, ...error(refresh(20), 'invalid_grant')])],
    ],
    notApplicable: [
      lastOf(rotated),
      lastOf([...rotated, refresh(20)]),
      lastOf([...rotated, refresh(200, refreshToken, [], { source: 'parley' })]),
      lastOf([...rotated, refresh(200, next)]),
    ],
  },
  'rv-effect': {
    passed: [
      lastOf([...revoked(accessToken), ...introspect(40, accessToken, false)]),
      lastOf([...revoked(refreshToken), ...introspect(40, accessToken, false)]),
      lastOf([...revoked(refreshToken), ...error(refresh(40), 'invalid_grant')]),
    ],
    failed: [
      ['alive', lastOf([...revoked(accessToken), ...introspect(40, accessToken, true)])],
      ['alive', lastOf([...revoked(refreshToken), ...answered(refresh(40))])],
      [
        'alive',
        lastOf(
          [
            ...revoked(accessToken),
            bearer,
            received({ ...bearer, at: noon + 60_000 } as never, {}),
          ].map((each) => (each === bearer ? { ...bearer, at: noon + 60_000 } : each)),
        ),
      ],
      ['access', lastOf([...revoked(refreshToken), ...introspect(40, accessToken, true)])],
    ],
    notApplicable: [
      lastOf(revoked(accessToken)),
      lastOf(introspect(40, accessToken, true)),
      lastOf([...revoked(accessToken), ...answered(refresh(40))]),
    ],
    notObserved: [lastOf([...revoked(accessToken), ...introspect(25, accessToken, true)])],
  },
  'fl-sender-key': {
    passed: [
      lastOf(call('key-1', 200)),
      lastOf(call('key-2', 401)),
      lastOf([...bound, ...answered(refresh(40, refreshToken, [], proof('key-1')))], publicClient),
    ],
    failed: [
      ['accepted', lastOf(call('key-2', 200))],
      ['accepted', lastOf([...bound, bearer, received(bearer, {})])],
      [
        'accepted',
        lastOf(
          [...bound, ...answered(refresh(40, refreshToken, [], proof('key-2')))],
          publicClient,
        ),
      ],
      [
        'differs',
        lastOf(
          [...bound, ...error(refresh(40, refreshToken, [], proof('key-2')), 'invalid_grant')],
          publicClient,
        ),
      ],
    ],
    notApplicable: [
      lastOf(bound),
      lastOf([...answered(exchange()), bearer, received(bearer, {})]),
      lastOf([...bound, bearer, received(bearer, {})], { ruleProfile: 'oauth2' }),
      lastOf([
        ...bound,
        ...answered(refresh(40, refreshToken, asserting('a.b.c'), proof('key-2'))),
      ]),
    ],
  },
  'fl-token-outlives-consent': {
    passed: [ofm(900), ofm(600)],
    failed: [
      ['longer', ofm(300)],
      [
        'longer',
        lastOf(answered(exchange(), { ...tokens, refresh_expires_in: 9000 }), consenting(900)),
      ],
    ],
    notApplicable: [
      lastOf(answered(exchange()), consenting(null)),
      lastOf(answered(exchange(), { access_token: accessToken }), consenting(300)),
      lastOf(error(exchange(), 'invalid_grant'), consenting(300)),
      lastOf([exchange()], consenting(300)),
    ],
  },
  'fl-replay-after-error': {
    passed: [
      lastOf([...error(exchange(10), 'use_dpop_nonce'), exchange(20)]),
      lastOf([...error(exchange(10), 'slow_down'), exchange(20)]),
      // The nonce of an earlier exchange has expired. That one had succeeded.
      lastOf([
        ...error(exchange(10), 'use_dpop_nonce'),
        ...answered(exchange(20)),
        ...error(exchange(30), 'use_dpop_nonce'),
        exchange(40),
      ]),
    ],
    failed: [
      ['repeated', lastOf([...error(exchange(10), 'invalid_grant'), exchange(20)])],
      [
        'dpop_loop',
        lastOf([
          ...error(exchange(10), 'use_dpop_nonce'),
          ...error(exchange(20), 'use_dpop_nonce'),
          exchange(30),
        ]),
      ],
      ['repeated', lastOf([...error(basic(10, 'a'), 'invalid_client'), basic(20, 'a')])],
      ['repeated', lastOf([...error(basic(10, 'a'), 'invalid_grant'), basic(20, 'b')])],
    ],
    notApplicable: [
      lastOf([exchange()]),
      lastOf([...error(basic(10, 'a'), 'invalid_client'), basic(20, 'b')]),
      lastOf([
        ...error(exchange(10, [['client_secret', 'a']]), 'invalid_client'),
        exchange(20, [['client_secret', 'b']]),
      ]),
      lastOf([
        ...error(exchange(10, [['client_assertion', 'a.b.c']]), 'invalid_client'),
        exchange(20, [['client_assertion', 'a.d.c']]),
      ]),
      lastOf([
        ...error(exchange(10, [], { headers: [['dpop', 'a.b.c']] }), 'invalid_dpop_proof'),
        exchange(20, [], { headers: [['dpop', 'a.d.c']] }),
      ]),
      lastOf([...error(exchange(10), 'invalid_grant'), exchange(20, verifier)]),
      lastOf([...error(exchange(10), 'invalid_grant'), exchange(20, [], { source: 'parley' })]),
      lastOf([...answered(exchange(10)), exchange(20)]),
    ],
  },
  'dv-poll': {
    passed: [
      lastOf([...pending(device(10)), device(11)]),
      lastOf([...slowDown(device(10)), device(16)]),
      lastOf([...slowDown(device(10)), device(14.98)]),
    ],
    failed: [
      ['slow_down', lastOf([...slowDown(device(10)), device(14)])],
      ['slow_down', lastOf([...slowDown(device(10)), ...slowDown(device(16)), device(25)])],
      ['after_end', lastOf([...error(device(10), 'access_denied'), device(20)])],
      ['after_end', lastOf([...error(device(10), 'expired_token'), device(20)])],
    ],
    notApplicable: [
      lastOf([device(10)]),
      lastOf(pending(device(10))),
      lastOf([...pending(device(10)), device(11, 'other')]),
      lastOf([...pending(ciba(10)), ciba(11)]),
      lastOf([...answered(exchange(10)), exchange(20)]),
    ],
  },
  'cb-poll': {
    passed: [
      lastOf([...pending(ciba(10)), ciba(11)]),
      lastOf([...answered(ciba(10)), ...error(ciba(20), 'invalid_grant')]),
    ],
    failed: [
      ['fast', lastOf([...slowDown(ciba(10)), ciba(14)])],
      ['after_end', lastOf([...error(ciba(10), 'expired_token'), ciba(20)])],
      ['reused', lastOf([...answered(ciba(10)), ...answered(ciba(20))])],
    ],
    notApplicable: [
      lastOf([ciba(10)]),
      lastOf(answered(ciba(10))),
      lastOf([...pending(ciba(10)), ...answered(ciba(20))]),
      lastOf([...pending(device(10)), device(11)]),
    ],
  },
  'fl-scope-downgrade': {
    passed: [
      lastOf(answered(exchange(), { ...tokens, id_token: 'a.b.c' }), asking('openid')),
      lastOf(answered(exchange(), { ...tokens, scope: 'accounts' }), asking('openid accounts')),
      lastOf(answered(exchange()), asking('offline_access')),
    ],
    failed: [
      ['silent', lastOf(answered(exchange()), asking('openid'))],
      ['silent', lastOf(answered(exchange(), withoutRefresh), asking('offline_access'))],
    ],
    notApplicable: [
      lastOf(answered(exchange()), asking('accounts')),
      lastOf(answered(refresh(10)), asking('openid')),
      lastOf(error(exchange(), 'invalid_grant'), asking('openid')),
    ],
  },
}
