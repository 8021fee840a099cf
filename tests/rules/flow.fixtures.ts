import { noRequestedParams } from '@/lib/flow/model/flow'
import type { EndpointRequest, ReceivedJwt } from '@/lib/flow/model/message'
import type { Verification } from '@/lib/jose/types'
import { accessToken, refreshToken } from './answers'
import { clientId, code, context, issuer, noon, redirectUri, state, unknown } from './artefacts'
import type { Fixtures } from './fixtures'
import {
  authorize,
  delivered,
  exchange,
  lastOf,
  received,
  refresh,
  refused,
  requestUri,
  sent,
  successParams,
  tokens,
} from './flow-messages'
import { compact } from './tokens'

const push = (client = clientId, more: readonly (readonly [string, string])[] = []) => {
  const request = sent('par', -5, [
    ['client_id', client],
    ['response_type', 'code'],
    ['redirect_uri', redirectUri],
    ['state', state],
    ...more,
  ])
  return [request, received(request, { request_uri: requestUri }, { status: 201 })]
}
const use = (client = clientId, more: readonly (readonly [string, string])[] = []) =>
  authorize([['client_id', client], ['request_uri', requestUri], ...more])
const answered = (request: EndpointRequest, members = tokens) => [
  request as never,
  received(request, members),
]
const error = (request: EndpointRequest, code: string) => [request as never, refused(request, code)]
const asserting = (text: string) => [['client_assertion', text] as const]
const assertion = (jti: string) => compact({ alg: 'PS256' }, { jti, sub: clientId })

const next = 'A-new-refresh-token'
/** The refresh token was replaced 11 seconds after noon. */
const rotated = answered(refresh(10), { ...tokens, refresh_token: next })

const idToken = (iss: string): readonly ReceivedJwt[] => [
  {
    name: 'id_token',
    text: compact({ alg: 'PS256' }, { iss }),
    decryption: null,
    verification: unverified,
  },
]
const unverified: Verification = {
  status: 'not-run',
  reason: null,
  jwk: null,
  keys: null,
  source: null,
}
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

const challenged = {
  observedRequest: { names: new Set(['client_id', 'code_challenge']), isProtected: false },
}
const unchallenged = { observedRequest: { names: new Set(['client_id']), isProtected: false } }
const verifier = [['code_verifier', 'v']] as const

const introspect = (after: number, token: string, active: boolean) => {
  const request = sent('introspection', after, [['token', token]])
  return [request, received(request, { active })]
}
/** The token was revoked 21 seconds after noon. */
const revoked = (token: string) => {
  const request = sent('revocation', 20, [['token', token]])
  return [...answered(exchange()), request, received(request, '')]
}

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

const dated = (seconds: number) =>
  [['date', new Date(noon + seconds * 1000).toUTCString()]] as const
const clocked = (seconds: number, more: Partial<typeof context> = {}) => {
  const request = exchange(0)
  return lastOf([request, received(request, tokens, { headers: dated(seconds) })], more)
}
const again = (seconds: number) => {
  const [first, next_] = [exchange(0), refresh(100)]
  return lastOf([
    first,
    received(first, tokens, { headers: dated(0) }),
    next_,
    received(next_, tokens, { headers: dated(seconds) }),
  ])
}

const failed = delivered([['error', 'login_required']], { id: 'failed' })
const other = delivered(
  [
    ['code', 'another'],
    ['state', state],
  ],
  { id: 'other' },
)
const pushedAside = (name: string, inside: string) => [...push(), use(clientId, [[name, inside]])]

export const fixtures: Fixtures<'flow'> = {
  'par-client-binding': {
    passed: [lastOf([...push(), use()])],
    failed: [['differs', lastOf([...push('another'), use()])]],
    notApplicable: [
      lastOf([authorize([['client_id', clientId]])]),
      lastOf([
        authorize([
          ['client_id', clientId],
          ['request_uri', 'https://rp.example/ro'],
        ]),
      ]),
      lastOf(push()),
    ],
    notObserved: [lastOf([use()])],
  },
  'ca-reuse-across-endpoints': {
    passed: [
      lastOf([exchange(10, asserting(assertion('1')))]),
      lastOf([sent('par', 0, asserting(assertion('1'))), exchange(10, asserting(assertion('2')))]),
    ],
    failed: [
      ['reused', lastOf([sent('par', 0, asserting('a.b.c')), exchange(10, asserting('a.b.c'))])],
      [
        'reused',
        lastOf([
          sent('par', 0, asserting(assertion('1'))),
          exchange(10, asserting(assertion('1'))),
        ]),
      ],
    ],
    notApplicable: [lastOf([exchange()]), lastOf([use()])],
  },
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
  'o21-verifier-without-challenge': {
    passed: [
      lastOf(answered(exchange(10, verifier)), challenged),
      lastOf(error(exchange(10, verifier), 'invalid_grant'), unchallenged),
      lastOf(error(exchange(), 'invalid_grant'), challenged),
    ],
    failed: [
      ['verifier_ignored', lastOf(answered(exchange(10, verifier)), unchallenged)],
      ['verifier_missing', lastOf(answered(exchange()), challenged)],
    ],
    notApplicable: [
      lastOf(answered(exchange()), unchallenged),
      lastOf(answered(refresh(10)), challenged),
      lastOf([exchange()], challenged),
    ],
    notObserved: [lastOf(answered(exchange(10, verifier)))],
  },
  'fl-issuer-one': {
    passed: [
      lastOf([delivered([...successParams, ['iss', issuer]])]),
      lastOf(
        [
          delivered([...successParams, ['iss', issuer]]),
          exchange(),
          received(exchange(), tokens, { jwts: idToken(issuer) }),
        ],
        unknown,
      ),
      lastOf([
        sent('introspection', 5, []),
        received(sent('introspection', 5, []), { active: true, iss: issuer }),
      ]),
    ],
    failed: [
      [
        'differs',
        lastOf(
          [
            delivered([...successParams, ['iss', issuer]]),
            exchange(),
            received(exchange(), tokens, { jwts: idToken('https://other.example') }),
          ],
          unknown,
        ),
      ],
      [
        'differs',
        lastOf(
          [
            delivered([...successParams, ['iss', issuer]], {
              jwts: idToken('https://other.example'),
            }),
          ],
          unknown,
        ),
      ],
      ['differs', lastOf([delivered([...successParams, ['iss', 'https://other.example']])])],
    ],
    notApplicable: [
      lastOf([delivered(successParams)]),
      lastOf([delivered([...successParams, ['iss', issuer]])], unknown),
      lastOf([delivered([...successParams, ['iss', 'x']], { matchedBy: 'unsolicited' })]),
    ],
  },
  'fl-client-one': {
    passed: [
      lastOf([use(), ...answered(exchange())]),
      lastOf([use(), exchange()]),
      lastOf([
        use(),
        ...answered(
          sent('token', 10, [['grant_type', 'authorization_code'], ...asserting(assertion('1'))]),
        ),
      ]),
    ],
    failed: [
      ['accepted', lastOf([use('another'), ...answered(exchange())])],
      ['differs', lastOf([use('another'), ...error(exchange(), 'invalid_grant')])],
      ['differs', lastOf([use('another'), exchange()])],
      [
        'accepted',
        lastOf([
          use(),
          ...answered(
            sent('token', 10, [['grant_type', 'authorization_code']], {
              headers: [['authorization', `Basic ${btoa('another:secret')}`]],
            }),
          ),
        ]),
      ],
    ],
    notApplicable: [
      lastOf([use(), ...answered(sent('token', 10, [['grant_type', 'client_credentials']]))]),
      lastOf([use(), ...answered(sent('token', 10, [['grant_type', 'authorization_code']]))]),
    ],
    notObserved: [lastOf(answered(exchange()))],
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
  'fl-par-to-authorize': {
    passed: [lastOf([...pushedAside('state', 'outside'), delivered(successParams)])],
    failed: [
      [
        'outside_used',
        lastOf([
          ...pushedAside('state', 'outside'),
          delivered([
            ['code', code],
            ['state', 'outside'],
          ]),
        ]),
      ],
      [
        'outside_used',
        lastOf([
          ...pushedAside('redirect_uri', 'https://evil.example/cb'),
          delivered(successParams, { target: 'https://evil.example/cb' }),
        ]),
      ],
    ],
    notApplicable: [
      lastOf([...push(), use(), delivered(successParams)]),
      lastOf([authorize([['client_id', clientId]]), delivered(successParams)]),
      lastOf([use()]),
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
    ],
    notApplicable: [
      lastOf([exchange()]),
      lastOf([...error(exchange(10), 'invalid_grant'), exchange(20, verifier)]),
      lastOf([...error(exchange(10), 'invalid_grant'), exchange(20, [], { source: 'parley' })]),
      lastOf([...answered(exchange(10)), exchange(20)]),
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
  'fl-clock': {
    passed: [
      clocked(0),
      clocked(8),
      clocked(-8),
      clocked(40, { ruleProfile: 'oauth2' }),
      lastOf([
        authorize([], {
          httpResult: { at: noon + 500, status: 200, error: null, headers: dated(0) },
        }),
      ]),
    ],
    failed: [
      ['skew', clocked(90)],
      ['skew', clocked(-90)],
      ['skew', clocked(20)],
      ['skew', clocked(90, { ruleProfile: 'oauth2' })],
    ],
    notApplicable: [
      again(500),
      lastOf(answered(exchange())),
      lastOf([
        exchange(),
        received(exchange(), tokens, { headers: [...dated(500), ['age', '9']] }),
      ]),
      lastOf([exchange(), received(exchange(), tokens, { headers: [['date', 'yesterday']] })]),
    ],
  },
  'fl-response-once': {
    passed: [
      lastOf([use(), delivered(successParams)]),
      lastOf([use(), failed]),
      lastOf([use(), other, { ...use(), id: 'again' }, delivered(successParams)]),
    ],
    failed: [
      ['second', lastOf([use(), other, delivered(successParams)])],
      ['late', lastOf([use(), failed, delivered(successParams)])],
    ],
    notApplicable: [
      lastOf([use(), other, failed]),
      lastOf([use(), other, delivered(successParams, { via: 'pasted' })]),
      lastOf([use(), other, delivered(successParams, { matchedBy: 'unsolicited' })]),
    ],
  },
}
