import { context, clientId, issuer, unknown } from './artefacts'
import {
  assertion,
  assertionClaims,
  created,
  earlier,
  endpoint,
  jwtBearer,
  sentIn,
} from './created-jwts'
import type { Fixtures } from './fixtures'
import { compact, createKey, encrypted, es256, now, ps256, sign } from './tokens'

const good = await assertion()
const pasted = { ...good, requestContext: null }
const jwe = await created(encrypted({ alg: 'RSA-OAEP-256', enc: 'A256GCM' }))
const nothing = await created('')
const noClaims = await created(compact({ alg: 'PS256' }, '42'))
const hmac = await created(compact({ alg: 'HS256' }, assertionClaims))
const withParams = (...params: readonly (readonly [string, string])[]) => ({
  ...good,
  requestContext: sentIn({ params }),
})
const ofType = (type: string) =>
  withParams(['client_assertion', 'a.b.c'], ['client_assertion_type', type])
const after = (claims: object) => ({
  ...good,
  requestContext: sentIn({ earlier: [earlier({ ...claims })] }),
})
const ofOther = { ...context, clientId: 'other-client' }
const other = await createKey('PS256', 'PS256-9')
const second = await createKey('PS256', 'PS256-3')
const noKid = { ...ps256, jwk: { ...ps256.jwk, kid: undefined as never } }
const underOAuth = { ...context, ruleProfile: 'oauth2' } as const

export const fixtures: Fixtures<'client-assertion'> = {
  'ca-type-param': {
    passed: [ofType(jwtBearer)],
    failed: [
      ['missing', withParams(['client_assertion', 'a.b.c'])],
      ['missing', ofType('')],
      ['differs', ofType('urn:ietf:params:oauth:client-assertion-type:saml2-bearer')],
    ],
    notApplicable: [withParams()],
    notObserved: [pasted],
  },
  'ca-single-jwt': {
    passed: [good, pasted],
    failed: [
      [
        'several',
        withParams(['client_assertion', good.jwt.text], ['client_assertion', good.jwt.text]),
      ],
      ['form', await created('a.b')],
    ],
    notApplicable: [nothing],
    notObserved: [jwe],
  },
  'ca-iss-sub': {
    passed: [good, pasted, { ...good, requestContext: sentIn() }],
    failed: [
      ['iss', await assertion({ iss: 'https://rp.example' })],
      ['iss', await assertion({ iss: undefined })],
      ['sub', await assertion({ sub: 'other' })],
      ['sub', await assertion({ sub: undefined }, { context: unknown })],
      ['sub', await assertion({ sub: [clientId] })],
      [
        'sub',
        await assertion({ sub: 'other' }, { context: unknown, request: sentIn({ params: [] }) }),
      ],
      ['client_id', withParams(['client_id', 'other'])],
      ['iss', { ...good, context: ofOther }],
    ],
    notApplicable: [jwe, noClaims],
    notObserved: [{ ...pasted, context: unknown }],
  },
  'ca-aud-issuer-string': {
    passed: [good, pasted],
    failed: [
      ['missing', await assertion({ aud: undefined })],
      ['array', await assertion({ aud: [issuer] })],
      ['endpoint', await assertion({ aud: endpoint('token') })],
      [
        'endpoint',
        await assertion(
          { aud: 'https://as/x' },
          { request: sentIn({ url: 'https://as/x' }), context: { ...context, metadata: null } },
        ),
      ],
      ['differs', await assertion({ aud: `${issuer}/` })],
      ['differs', await assertion({ aud: 'https://other.example' })],
    ],
    notApplicable: [jwe, noClaims],
    notObserved: [{ ...good, context: unknown }],
  },
  'ca-aud-other-profiles': {
    passed: [
      good,
      await assertion({ aud: [issuer, 'https://other.example'] }),
      await assertion({ aud: endpoint('token') }),
      await assertion({ aud: endpoint('pushed_authorization_request') }),
      await assertion({ aud: endpoint('token') }, { context: unknown, request: sentIn() }),
    ],
    failed: [
      ['missing', await assertion({ aud: undefined })],
      ['differs', await assertion({ aud: 'https://other.example' })],
      ['differs', await assertion({ aud: [] })],
    ],
    notApplicable: [jwe, noClaims],
    notObserved: [
      await assertion({ aud: 'https://other.example' }, { context: unknown }),
      await assertion(
        { aud: 'https://other.example' },
        { context: { ...context, metadata: null } },
      ),
    ],
  },
  'ca-exp': {
    passed: [good, pasted, await assertion({ exp: now - 30 }), await assertion({ exp: now + 600 })],
    failed: [
      ['missing', await assertion({ exp: undefined })],
      ['expired', await assertion({ exp: now - 61 })],
      ['long', await assertion({ exp: now + 864_000 })],
    ],
    notApplicable: [jwe, noClaims, await assertion({ exp: '1' })],
  },
  'ca-iat': {
    passed: [good, pasted, await assertion({ iat: now + 10 }), await assertion({ iat: now - 60 })],
    failed: [
      ['missing', await assertion({ iat: undefined })],
      ['future', await assertion({ iat: now + 120 })],
      ['old', await assertion({ iat: now - 3600 })],
    ],
    notApplicable: [jwe, noClaims, await assertion({ iat: 'now' })],
    notObserved: [await assertion({ iat: now - 3600 }, { request: null })],
  },
  'ca-nbf': {
    passed: [await assertion({ nbf: now }), await assertion({ nbf: now + 60 })],
    failed: [['future', await assertion({ nbf: now + 90 })]],
    notApplicable: [good, jwe, noClaims, await assertion({ nbf: null })],
  },
  'ca-jti': {
    passed: [good, after({ jti: 'other' }), after({})],
    failed: [
      ['missing', await assertion({ jti: undefined })],
      ['missing', await assertion({ jti: undefined }, { request: null })],
      ['repeated', after({ jti: assertionClaims['jti'] })],
    ],
    notApplicable: [jwe, noClaims],
    notObserved: [pasted],
  },
  'ca-alg': {
    passed: [good, await assertion({}, { key: es256 })],
    failed: [
      ['not_permitted', hmac],
      ['not_permitted', await created(compact({ alg: 'RS256' }, assertionClaims))],
      ['not_permitted', await created(compact({ alg: 'none' }, assertionClaims, ''))],
    ],
    notApplicable: [nothing, { ...hmac, context: underOAuth }],
    notObserved: [jwe],
  },
  'ca-kid': {
    passed: [good, await assertion({}, { key: noKid, context: underOAuth })],
    failed: [
      ['missing', await assertion({}, { key: noKid })],
      [
        'missing',
        await assertion({}, { key: noKid, keys: [ps256.jwk, second.jwk], context: underOAuth }),
      ],
      ['unknown', await assertion({}, { key: other })],
    ],
    notApplicable: [hmac, jwe, nothing],
    notObserved: [await assertion({}, { keys: null })],
  },
  'ca-signature': {
    passed: [good],
    failed: [
      ['differs', await assertion({}, { key: { ...other, jwk: ps256.jwk } })],
      ['unverifiable', await assertion({}, { key: other })],
    ],
    notApplicable: [jwe],
    notObserved: [await assertion({}, { keys: null })],
  },
  'ca-typ': {
    passed: [
      await assertion({}, { header: { typ: 'JWT' } }),
      await assertion({}, { header: { typ: 'client-authentication+jwt' } }),
      await assertion({}, { header: { typ: 'application/client-authentication+JWT' } }),
    ],
    failed: [
      ['other', await assertion({}, { header: { typ: 'at+jwt' } })],
      ['other', await assertion({}, { header: { typ: 'oauth-authz-req+jwt' } })],
      ['other', await created(await sign(assertionClaims, { typ: 'DPoP+jwt' }))],
    ],
    notApplicable: [good, nothing],
  },
}
