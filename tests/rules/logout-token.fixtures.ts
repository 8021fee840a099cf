import { emptyTokenContext } from '@/lib/facts/token-context'
import type { JsonObject } from '@/lib/model/json'
import { clientId, context, issuer, unknown } from './artefacts'
import type { Fixtures } from './fixtures'
import { compact, createKey, encrypted, now, ps256, sign, token } from './tokens'

const event = 'http://schemas.openid.net/event/backchannel-logout'

export const logoutHeader: JsonObject = { typ: 'logout+jwt' }
export const logoutClaims: JsonObject = {
  iss: issuer,
  aud: clientId,
  iat: now,
  exp: now + 120,
  jti: 'bWJq',
  sub: '248289761001',
  sid: '08a5019c-17e1-4977-8f42-65a12843ea02',
  events: { [event]: {} },
}

const changed = (members: JsonObject) =>
  JSON.parse(JSON.stringify({ ...logoutClaims, ...members })) as JsonObject
const logout = async (claims: JsonObject = {}, header: JsonObject = {}) =>
  token(await sign(changed(claims), { ...logoutHeader, ...header }), [ps256.jwk])

const good = await logout()
const jwe = await token(encrypted({ alg: 'RSA-OAEP', enc: 'A256GCM' }))
const noClaims = await token(compact({ alg: 'PS256' }, '42'))
const text = await sign(logoutClaims, logoutHeader)
const other = await createKey('PS256', 'PS256-1')
const after = (subject: string | null, idToken: JsonObject | null) => ({
  ...good,
  context: {
    ...context,
    tokenContext: { ...emptyTokenContext, subject, earlier: { response: null, idToken } },
  },
})

export const fixtures: Fixtures<'logout-token'> = {
  'lt-required': {
    passed: [good],
    failed: [
      ['missing', await logout({ aud: undefined })],
      ['missing', await logout({ events: undefined })],
      ['exp', await logout({ exp: undefined })],
    ],
    notApplicable: [jwe, noClaims],
  },
  'lt-events': {
    passed: [good, await logout({ events: { [event]: { more: 1 } } })],
    failed: [
      ['missing', await logout({ events: { 'urn:other': {} } })],
      ['type', await logout({ events: { [event]: null } })],
      ['type', await logout({ events: [event] })],
    ],
    notApplicable: [jwe, noClaims, await logout({ events: undefined })],
  },
  'lt-sub-or-sid': {
    passed: [
      good,
      await logout({ sid: undefined }),
      await logout({ sub: undefined }),
      after('248289761001', { sub: '248289761001', sid: logoutClaims['sid'] }),
    ],
    failed: [
      ['neither', await logout({ sub: undefined, sid: undefined })],
      ['differs', after('1', null)],
      ['differs', after(null, { sid: 'other' })],
    ],
    notApplicable: [jwe, noClaims],
  },
  'lt-no-nonce': {
    passed: [good],
    failed: [['present', await logout({ nonce: 'n-1' })]],
    notApplicable: [jwe, noClaims],
  },
  'lt-typ': {
    passed: [good],
    failed: [
      ['missing', await logout({}, { typ: undefined })],
      ['missing', await logout({}, { typ: 'JWT' })],
      ['other', await logout({}, { typ: 'secevent+jwt' })],
    ],
    notApplicable: [await token('a.b.c')],
  },
  'lt-signature': {
    passed: [good, await logout({ aud: [clientId] }), await logout({ exp: undefined })],
    failed: [
      ['none', await token(compact({ alg: 'none', ...logoutHeader }, logoutClaims, ''))],
      ['differs', await token(text, [{ ...other.jwk, kid: ps256.jwk.kid }])],
      ['iss', await logout({ iss: 'https://other.example' })],
      ['aud', await logout({ aud: 'other-client' })],
      ['expired', await logout({ exp: now - 61 })],
    ],
    notApplicable: [jwe, noClaims],
    notObserved: [
      await token(text, null),
      await token(text, [{ ...other.jwk, kid: 'other' }]),
      { ...good, context: { ...unknown, now: context.now } },
    ],
  },
}
