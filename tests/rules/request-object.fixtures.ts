import { clientId, issuer, metadata, redirectUri, unknown } from './artefacts'
import {
  created,
  earlier,
  endpoint,
  objectClaims,
  pushedWith,
  requestObject,
  sentIn,
} from './created-jwts'
import type { Fixtures } from './fixtures'
import { profileNamed } from './more-profiles'
import { compact, createKey, encrypted, es256, now, ps256 } from './tokens'

const good = await requestObject()
const pasted = { ...good, requestContext: null }
const nothing = await created('')
const jwe = await created(encrypted({ alg: 'RSA-OAEP-256', enc: 'A256GCM', kid: 'k', cty: 'JWT' }))
const noClaims = await created(compact({ alg: 'PS256' }, '42'))
const unsigned = await created(compact({ alg: 'none' }, objectClaims, ''), {
  request: pushedWith([]),
})
const hmac = await created(compact({ alg: 'HS256' }, objectClaims))
const inUrl = (...params: readonly (readonly [string, string])[]) =>
  sentIn({
    kind: 'authorization-request',
    method: 'GET',
    params: [['client_id', clientId], ...params],
  })
const after = (claims: object, refusedForNonce = false) => ({
  ...good,
  requestContext: pushedWith([], { earlier: [earlier({ ...claims }, refusedForNonce)] }),
})
const under = (profile: Parameters<typeof profileNamed>[0], artefact = good) => ({
  ...artefact,
  context: { ...artefact.context, ruleProfile: profileNamed(profile) },
})
const other = await createKey('PS256', 'PS256-9')
const noKid = { ...ps256, jwk: { ...ps256.jwk, kid: undefined as never } }
const sealed = (header: object) => created(encrypted({ cty: 'JWT', kid: 'k', ...header }))
const withType = (typ: string | undefined) => requestObject({}, { header: { typ } })

export const fixtures: Fixtures<'request-object'> = {
  'ro-jwt-form': {
    passed: [good, jwe, unsigned],
    failed: [['parts', await created('a.b')]],
    notApplicable: [nothing],
  },
  'ro-alg-allowed': {
    passed: [good, under('fapi2', await requestObject({}, { key: es256 })), under('br')],
    failed: [
      ['not_permitted', await requestObject({}, { key: es256 })],
      ['not_permitted', hmac],
      ['not_permitted', under('fapi1', await created(compact({ alg: 'RS256' })))],
      ['not_permitted', under('br', await requestObject({}, { key: es256 }))],
    ],
    notApplicable: [nothing, unsigned, under('oauth2', hmac)],
    notObserved: [jwe],
  },
  'ro-alg-none': {
    passed: [good, hmac],
    failed: [['none', unsigned]],
    notApplicable: [nothing, jwe, await created(compact({}))],
  },
  'ro-typ': {
    passed: [
      good,
      await withType('OAuth-Authz-Req+JWT'),
      await withType('application/oauth-authz-req+jwt'),
    ],
    failed: [
      ['missing', await withType(undefined)],
      ['jwt', await withType('JWT')],
      ['other', await withType('at+jwt')],
    ],
    notApplicable: [nothing, jwe],
  },
  'ro-kid': {
    passed: [good, under('oauth2', await requestObject({}, { key: noKid }))],
    failed: [
      ['missing', await requestObject({}, { key: noKid })],
      ['unknown', await requestObject({}, { key: other })],
    ],
    notApplicable: [unsigned, hmac, jwe],
    notObserved: [await requestObject({}, { keys: null })],
  },
  'ro-signature': {
    passed: [good, pasted],
    failed: [
      ['differs', await requestObject({}, { key: { ...other, jwk: ps256.jwk } })],
      ['unverifiable', await requestObject({}, { key: other })],
    ],
    notApplicable: [jwe],
    notObserved: [await requestObject({}, { keys: null })],
  },
  'ro-sub-not-client-id': {
    passed: [good, await requestObject({ sub: 'user' })],
    failed: [
      ['present', await requestObject({ sub: clientId })],
      ['present', await requestObject({ sub: clientId }, { context: unknown, request: null })],
    ],
    notApplicable: [jwe, noClaims],
  },
  'ro-no-nested': {
    passed: [good, pasted],
    failed: [
      ['present', await requestObject({ request: 'a.b.c' })],
      ['present', await requestObject({ request_uri: 'urn:x' })],
    ],
    notApplicable: [jwe, noClaims],
  },
  'ro-nbf': {
    passed: [
      good,
      pasted,
      await requestObject({ nbf: now + 10 }),
      await requestObject({ nbf: now - 3600 }),
    ],
    failed: [
      ['missing', await requestObject({ nbf: undefined })],
      ['old', await requestObject({ nbf: now - 4000 })],
      ['future', await requestObject({ nbf: now + 61 })],
    ],
    notApplicable: [jwe, noClaims, await requestObject({ nbf: '1' })],
    notObserved: [await requestObject({ nbf: now - 4000 }, { request: null })],
  },
  'ro-iat': {
    passed: [good, pasted, await requestObject({ iat: now - 3600 })],
    failed: [
      ['future', await requestObject({ iat: now + 61 })],
      ['old', await requestObject({ iat: now - 90_000 })],
    ],
    notApplicable: [
      jwe,
      noClaims,
      await requestObject({ iat: undefined }),
      await requestObject({ iat: now * 1000 }),
    ],
    notObserved: [await requestObject({ iat: now - 90_000 }, { request: null })],
  },
  'ro-jti': {
    passed: [good, after({ jti: 'other' }), after({ jti: objectClaims['jti'] }, true)],
    failed: [
      ['missing', await requestObject({ jti: undefined })],
      ['repeated', after({ jti: objectClaims['jti'] })],
    ],
    notApplicable: [jwe, noClaims],
    notObserved: [pasted],
  },
  'ro-br-encrypted': {
    passed: [good, jwe, { ...jwe, requestContext: inUrl() }],
    failed: [['plain', { ...good, requestContext: inUrl() }]],
    notApplicable: [nothing],
    notObserved: [pasted],
  },
  'ro-iss': {
    passed: [good, pasted, { ...good, context: unknown }, { ...pasted, context: unknown }],
    failed: [
      ['missing', await requestObject({ iss: undefined })],
      ['differs', await requestObject({ iss: 'https://rp.example' })],
    ],
    notApplicable: [jwe, noClaims, unsigned],
    notObserved: [
      await requestObject({ client_id: undefined }, { context: unknown, request: null }),
    ],
  },
  'ro-aud': {
    passed: [good, pasted, await requestObject({ aud: ['https://other.example', issuer] })],
    failed: [
      ['missing', await requestObject({ aud: undefined })],
      ['differs', await requestObject({ aud: 'https://other.example' })],
      ['differs', await requestObject({ aud: `${issuer}/` })],
      ['endpoint', await requestObject({ aud: endpoint('pushed_authorization_request') })],
      ['endpoint', await requestObject({ aud: metadata['authorization_endpoint'] })],
    ],
    notApplicable: [jwe, noClaims, unsigned],
    notObserved: [{ ...good, context: unknown }],
  },
  'ro-client-id': {
    passed: [good, pasted, { ...good, context: unknown }],
    failed: [
      ['missing', await requestObject({ client_id: undefined })],
      ['missing', await requestObject({ client_id: undefined }, { request: null })],
      [
        'missing',
        await requestObject(
          { client_id: undefined },
          { request: inUrl(['response_type', 'code']) },
        ),
      ],
      ['differs', await requestObject({ client_id: 'other' })],
    ],
    notApplicable: [jwe, noClaims],
    notObserved: [{ ...pasted, context: unknown }],
  },
  'ro-exp-present': {
    passed: [good, pasted, await requestObject({ exp: now - 30 })],
    failed: [
      ['missing', await requestObject({ exp: undefined })],
      ['expired', await requestObject({ exp: now - 61 })],
    ],
    notApplicable: [jwe, noClaims, await requestObject({ exp: '1' })],
  },
  'ro-exp-after-nbf': {
    passed: [good, await requestObject({ exp: now + 3600 })],
    failed: [
      ['long', await requestObject({ exp: now + 7200 })],
      ['order', await requestObject({ exp: now })],
    ],
    notApplicable: [
      jwe,
      await requestObject({ nbf: undefined }),
      await requestObject({ exp: '1' }),
    ],
  },
  'ro-numeric-dates': {
    passed: [good, pasted],
    failed: [
      ['type', await requestObject({ exp: String(now) })],
      ['milliseconds', await requestObject({ iat: now * 1000 })],
      ['fraction', await requestObject({ nbf: now + 0.445 })],
    ],
    notApplicable: [
      jwe,
      noClaims,
      await requestObject({ exp: undefined, nbf: undefined, iat: undefined }),
    ],
  },
  'ro-params-complete': {
    passed: [
      good,
      pasted,
      await requestObject({ scope: undefined, authorization_details: [] }),
      await requestObject({ state: undefined, nonce: undefined }),
      under('fapi1', await requestObject({ code_challenge: undefined }, { request: inUrl() })),
    ],
    failed: [
      ['missing', await requestObject({ redirect_uri: undefined })],
      ['missing', await requestObject({ code_challenge: undefined })],
      ['missing', under('fapi1', await requestObject({ nonce: undefined }))],
      ['missing', under('fapi1', await requestObject({ scope: 'accounts', state: undefined }))],
      [
        'missing',
        await requestObject({ state: undefined }, { request: inUrl(['state', 'af0ifjsldkj']) }),
      ],
      [
        'missing',
        await requestObject(
          { redirect_uri: undefined },
          { request: inUrl(['redirect_uri', redirectUri]) },
        ),
      ],
    ],
    notApplicable: [jwe, noClaims],
  },
  'ro-value-types': {
    passed: [
      good,
      await requestObject({
        max_age: 300,
        claims: {},
        authorization_details: [],
        resource: ['https://rs.example'],
      }),
    ],
    failed: [
      ['type', await requestObject({ max_age: '300' })],
      ['type', await requestObject({ scope: ['openid'] })],
      ['embedded', await requestObject({ authorization_details: '[]' })],
      ['embedded', await requestObject({ claims: '{}' })],
    ],
    notApplicable: [jwe, noClaims],
  },
  'ro-jwe': {
    passed: [jwe, under('br', await sealed({ alg: 'RSA-OAEP', enc: 'A256GCM' }))],
    failed: [
      ['rsa1_5', await sealed({ alg: 'RSA1_5', enc: 'A256GCM' })],
      ['br', under('br', await sealed({ alg: 'RSA-OAEP-256', enc: 'A256GCM' }))],
      ['br', under('br', await sealed({ alg: 'RSA-OAEP', enc: 'A128GCM' }))],
      ['kid', await sealed({ alg: 'RSA-OAEP', enc: 'A256GCM', kid: undefined })],
      ['cty', await sealed({ alg: 'RSA-OAEP', enc: 'A256GCM', cty: undefined })],
      ['cty', await sealed({ alg: 'RSA-OAEP', enc: 'A256GCM', cty: 'json' })],
    ],
    notApplicable: [good, nothing],
  },
  'ro-unexpected-claims': {
    passed: [good, pasted, await requestObject({ 'https://rp.example/claim': 1, max_age: 1 })],
    failed: [
      ['slip', await requestObject({ redirectUri })],
      ['slip', await requestObject({ code_chalenge: 'x' })],
      ['unknown', await requestObject({ device_fingerprint: 'x' })],
    ],
    notApplicable: [jwe, noClaims],
  },
}
