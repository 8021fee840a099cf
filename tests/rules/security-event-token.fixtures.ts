import type { JsonObject } from '@/lib/model/json'
import { clientId, issuer, unknown } from './artefacts'
import type { Fixtures } from './fixtures'
import { compact, createKey, encrypted, now, ps256, sign, token } from './tokens'

const revoked = 'https://schemas.openid.net/secevent/caep/event-type/session-revoked'

export const setHeader: JsonObject = { typ: 'secevent+jwt' }
export const setClaims: JsonObject = {
  iss: issuer,
  iat: now - 5,
  jti: '756E69717565206964656E746966696572',
  aud: clientId,
  sub_id: { format: 'opaque', id: '248289761001' },
  events: { [revoked]: {} },
}

const changed = (members: JsonObject) =>
  JSON.parse(JSON.stringify({ ...setClaims, ...members })) as JsonObject
const set = async (claims: JsonObject = {}, header: JsonObject = {}) =>
  token(await sign(changed(claims), { ...setHeader, ...header }), [ps256.jwk])

const good = await set()
const jwe = await token(encrypted({ alg: 'RSA-OAEP', enc: 'A256GCM' }))
const noClaims = await token(compact({ alg: 'PS256' }, '42'))
const text = await sign(setClaims, setHeader)
const other = await createKey('PS256', 'PS256-1')

export const fixtures: Fixtures<'security-event-token'> = {
  'set-required': {
    passed: [
      good,
      await set({ events: { 'urn:uk:org:openbanking:events:resource-update': { subject: {} } } }),
    ],
    failed: [
      ['missing', await set({ jti: undefined })],
      ['missing', await set({ events: undefined })],
      ['events', await set({ events: [] })],
      ['events', await set({ events: {} })],
      ['events', await set({ events: { logout: {} } })],
      ['payload', await set({ events: { [revoked]: null } })],
    ],
    notApplicable: [jwe, noClaims],
  },
  'set-typ': {
    passed: [good, await set({}, { typ: 'application/SECEVENT+jwt' })],
    failed: [
      ['missing', await set({}, { typ: undefined })],
      ['missing', await set({}, { typ: 'JWT' })],
      ['other', await set({}, { typ: 'at+jwt' })],
      ['other', await token(compact({ alg: 'PS256', typ: 1 }, setClaims))],
    ],
    notApplicable: [await token('a.b.c')],
  },
  'set-not-id-token': {
    passed: [good],
    failed: [
      ['nonce', await set({ nonce: 'n-1', sub: '248289761001', exp: now + 60 })],
      ['exp', await set({ exp: now + 60 })],
    ],
    notApplicable: [jwe, noClaims],
  },
  'set-aud': {
    passed: [good, await set({ aud: [clientId, 'https://other.example'] })],
    failed: [
      ['missing', await set({ aud: undefined })],
      ['differs', await set({ aud: 'other-client' })],
    ],
    notApplicable: [jwe, noClaims],
    notObserved: [{ ...good, context: unknown }],
  },
  'set-signature': {
    passed: [good],
    failed: [
      ['none', await token(compact({ alg: 'none', ...setHeader }, setClaims, ''))],
      ['differs', await token(text, [{ ...other.jwk, kid: ps256.jwk.kid }])],
      ['unverifiable', await token(text, [{ ...other.jwk, kid: 'other' }])],
    ],
    notApplicable: [jwe],
    notObserved: [await token(text, null)],
  },
}
