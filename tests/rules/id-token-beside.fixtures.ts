import { hashesOf } from '@/lib/jose/hashes'
import type { JsonObject } from '@/lib/model/json'
import type { TokenContext } from '@/lib/facts/token-context'
import type { JudgingContext } from '@/lib/facts/judging-context'
import { clientId, issuer, state, unknown } from './artefacts'
import { knowing } from './answers'
import type { Fixtures } from './fixtures'
import { compact, encrypted, idClaims, idToken, now, token, withNonce } from './tokens'

/** The access token and the code of the examples of OpenID Connect Core, with the hashes given there. */
const atHash = '77QmUPtjPfzWtF2AnpK9RQ'
const cHash = 'LDktKdoQak3Pk0cnXxCltA'
const hashes: TokenContext['hashes'] = {
  accessToken: await hashesOf('jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y'),
  code: await hashesOf('Qcb0Orv1zh30vL1MPRsbm-diHiMwcLyZvn1arpZv-Jxf_11jnpEX3Tgfvk'),
  state: await hashesOf(state),
}
const fromToken = knowing(withNonce, { hashes, from: 'token-response' })
const fromFront = knowing(withNonce, { hashes, from: 'authorization-response' })
const good = await idToken()
const jwe = await token(encrypted({ alg: 'RSA-OAEP-256', enc: 'A256GCM', kid: '1' }))
const withAlg = (alg: string, claims: JsonObject) =>
  token(compact({ alg }, { ...idClaims, ...claims }), undefined, fromToken)

/** What a hash claim can say, for the claim and its right value. */
async function ofHash(claim: string, right: string, of: keyof TokenContext['hashes']) {
  const { S256 = '', S384 = '' } = { ...hashes[of] }
  const held = (value: unknown, context = fromToken) => idToken({ [claim]: value }, context)
  return {
    passed: [
      await held(right),
      await held(right, fromFront),
      await withAlg('ES384', { [claim]: S384 }),
    ],
    failed: [
      ['missing', await held(undefined, fromFront)],
      ['type', await held(1)],
      ['differs', await held(`${S256.slice(1)}A`)],
      ['length', await held(`${S256}${S256}`)],
      ['algorithm', await held(S384)],
    ],
    notApplicable: [await held(undefined), jwe],
    notObserved: [await held(right, withNonce), await withAlg('Ed448', { [claim]: right })],
  } as const
}

const asking = (
  requested: Partial<JudgingContext['requested']>,
  tokenContext: Partial<TokenContext> = {},
) => knowing({ ...withNonce, requested: { ...unknown.requested, ...requested } }, tokenContext)
const claiming = (claims: JsonObject) => asking({ claims: JSON.stringify({ id_token: claims }) })
const loa = 'urn:mace:incommon:iap:silver'
const essential = claiming({ acr: { essential: true, values: [loa] } })

const intent = 'urn:alphabank:intent:58923'
const askingIntent = claiming({ openbanking_intent_id: { value: intent, essential: true } })

const first: JsonObject = { ...idClaims, iat: now - 3600, auth_time: now - 4000 }
const after = (from: TokenContext['from'], idTokenBefore: JsonObject | null = first) =>
  knowing(withNonce, { from, earlier: { response: null, idToken: idTokenBefore } })
const refreshed = (members: JsonObject, context = after('refresh')) =>
  idToken({ auth_time: now - 4000, nonce: undefined, ...members }, context)
const second = (members: JsonObject) =>
  idToken({ auth_time: now - 4000, ...members }, after('token-response'))

/** What an ID token says about its response and its request. */
export const fixtures: Fixtures<'id-token'> = {
  'idt-front-channel-pii': {
    passed: [await idToken({}, fromFront)],
    failed: [
      ['present', await idToken({ email: 'a@example.com' }, fromFront)],
      ['present', await idToken({ cpf: '12345678909' }, fromFront)],
    ],
    notApplicable: [
      await idToken({ email: 'a@example.com' }, fromToken),
      { ...(await idToken({ email: 'a@example.com' }, fromFront)), outer: jwe.jwt },
      { ...jwe, context: fromFront },
    ],
  },
  'idt-uk-intent-id': {
    passed: [await idToken({ openbanking_intent_id: intent }, askingIntent)],
    failed: [
      ['missing', await idToken({}, askingIntent)],
      ['missing', await idToken({}, claiming({ openbanking_intent_id: null }))],
      ['differs', await idToken({ openbanking_intent_id: 'b' }, askingIntent)],
    ],
    notApplicable: [good, jwe, await idToken({}, knowing(askingIntent, { from: 'refresh' }))],
    notObserved: [
      await idToken({ openbanking_intent_id: intent }),
      await idToken({ openbanking_intent_id: 'b' }, claiming({ openbanking_intent_id: null })),
    ],
  },
  'idt-at-hash': await ofHash('at_hash', atHash, 'accessToken'),
  'idt-c-hash': await ofHash('c_hash', cHash, 'code'),
  'idt-s-hash': await ofHash('s_hash', hashes.state?.S256 ?? '', 'state'),
  'idt-auth-time': {
    passed: [
      await idToken({ auth_time: now - 360 }, asking({ maxAge: 300 })),
      await idToken({ auth_time: now - 4000 }),
      await idToken({ auth_time: now - 4000 }, asking({ maxAge: 300 }, { from: 'refresh' })),
    ],
    failed: [
      ['missing', await idToken({}, asking({ maxAge: 0 }))],
      ['missing', await idToken({}, claiming({ auth_time: { essential: true } }))],
      ['type', await idToken({ auth_time: String(now) })],
      ['milliseconds', await idToken({ auth_time: now * 1000 })],
      ['future', await idToken({ auth_time: now + 61 })],
      ['zero', await idToken({ auth_time: 0 })],
      ['negative', await idToken({ auth_time: -1 })],
      ['fraction', await idToken({ auth_time: now - 0.5 })],
      ['old', await idToken({ auth_time: now - 361 }, asking({ maxAge: 300 }))],
    ],
    notApplicable: [good, jwe, await idToken({}, claiming({ auth_time: null }))],
  },
  'idt-acr': {
    passed: [
      await idToken({ acr: loa }, essential),
      await idToken({ acr: loa }, asking({ acrValues: `a ${loa}` })),
      await idToken({ acr: '0' }, claiming({ acr: null })),
    ],
    failed: [
      ['type', await idToken({ acr: 1 })],
      ['missing', await idToken({}, essential)],
      ['differs', await idToken({ acr: '0' }, essential)],
      ['voluntary', await idToken({}, asking({ acrValues: loa }))],
      ['voluntary', await idToken({ acr: '0' }, claiming({ acr: { value: loa } }))],
    ],
    notApplicable: [
      good,
      jwe,
      await idToken({ acr: '0' }),
      await idToken({}, asking({ claims: '[' })),
    ],
  },
  'idt-amr': {
    passed: [await idToken({ amr: ['mfa', 'otp'] })],
    failed: [
      ['type', await idToken({ amr: 'mfa' })],
      ['type', await idToken({ amr: [1] })],
      ['unknown', await idToken({ amr: ['password'] })],
    ],
    notApplicable: [good, jwe],
  },
  'idt-encrypted': {
    passed: [jwe],
    failed: [
      ['rsa1_5', await token(encrypted({ alg: 'RSA1_5', kid: '1' }))],
      ['kid', await token(encrypted({ alg: 'RSA-OAEP' }))],
    ],
    notApplicable: [good],
  },
  'idt-two-tokens-consistent': {
    passed: [await second({}), await second({ aud: [clientId] })],
    failed: [
      ['differs', await second({ sub: 'another' })],
      ['differs', await second({ auth_time: undefined })],
      ['differs', await second({ iss: `${issuer}/` })],
    ],
    notApplicable: [good, await refreshed({}), jwe],
  },
  'rf-id-token': {
    passed: [await refreshed({}), await refreshed({ exp: now + 900, azp: clientId })],
    failed: [
      ['differs', await refreshed({ sub: 'another' })],
      ['differs', await refreshed({ aud: [clientId, 'another'] })],
      ['differs', await refreshed({ auth_time: now })],
      ['nonce_present', await refreshed({ nonce: idClaims['nonce'] })],
      ['nonce_differs', await refreshed({ nonce: 'another' })],
      ['older', await refreshed({ iat: now - 7200 })],
    ],
    notApplicable: [good, await second({})],
    notObserved: [await refreshed({}, after('refresh', null))],
  },
  'idt-unexpected-claims': {
    passed: [
      good,
      await idToken({ 'name#de': 'Anna', 'https://as.example/tier': 1 }),
      await idToken({ place_of_birth: { country: 'MY' }, nationalities: ['MY'], vot: 'P1' }),
    ],
    failed: [
      ['slip', await idToken({ emial: 'a@example.com' })],
      ['slip', await idToken({ authTime: now })],
      ['slip', await idToken({ atthash: atHash })],
      ['slip', await idToken({ picure: 'https://as.example/a.png' })],
      ['unknown', await idToken({ tier: 'gold' })],
      ['empty', await idToken({ email: null })],
    ],
    notApplicable: [jwe],
  },
  'idt-claim-types': {
    passed: [await idToken({ email_verified: true, address: { country: 'MY' } })],
    failed: [
      ['type', await idToken({ email_verified: 'true' })],
      ['type', await idToken({ updated_at: '2026-11-20' })],
      ['type', await idToken({ address: 'Kuala Lumpur' })],
      ['type', await idToken({ 'given_name#de': ['Anna'] })],
    ],
    notApplicable: [good, jwe],
  },
}
