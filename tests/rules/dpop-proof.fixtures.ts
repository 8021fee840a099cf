import { exportJWK } from 'jose'
import { accessToken } from './answers'
import { context, unknown } from './artefacts'
import {
  ath,
  earlier,
  endpoint,
  proof,
  proofClaims,
  proofContext,
  proofIn,
  proofJwk,
  proofThumbprint,
  resource,
  resourceProof,
  sentIn,
} from './created-jwts'
import type { Fixtures } from './fixtures'
import { compact, createKey, es256, now, ps256 } from './tokens'

const good = await proof()
const text = good.jwt.text
const pasted = { ...good, requestContext: null }
const nothing = await proofIn('')
const header = { typ: 'dpop+jwt', alg: 'ES256', jwk: proofJwk }
const noClaims = await proofIn(compact(header, '42'))
const withHeader = (members: object) => proofIn(compact({ ...header, ...members }, proofClaims))
const inRequest = (overrides: Parameters<typeof sentIn>[0], artefact = good) => ({
  ...artefact,
  requestContext: sentIn(overrides),
})
const other = await createKey('ES256')
const underOAuth = { ...proofContext, ruleProfile: 'oauth2' } as const
const rs256 = { kty: 'RSA', n: ps256.jwk['n'], e: ps256.jwk['e'] }
const weak = await smallKey()
const privateJwk = await exportJWK(es256.privateKey)
const toResource = await resourceProof()
const bound = (...boundKeys: readonly string[]) => inRequest({ boundKeys })

async function smallKey() {
  const { publicKey } = await crypto.subtle.generateKey(
    {
      name: 'RSA-PSS',
      hash: 'SHA-256',
      modulusLength: 1024,
      publicExponent: new Uint8Array([1, 0, 1]),
    },
    true,
    ['sign', 'verify'],
  )
  const { kty, n, e } = await crypto.subtle.exportKey('jwk', publicKey)
  return { kty, n, e }
}

export const fixtures: Fixtures<'dpop-proof'> = {
  'dpop-single-header': {
    passed: [good, pasted, inRequest({ headers: [['dpop', text]] })],
    failed: [
      [
        'several',
        inRequest({
          headers: [
            ['DPoP', text],
            ['dpop', text],
          ],
        }),
      ],
      ['several', inRequest({ headers: [['DPoP', `${text}, ${text}`]] })],
      ['form', await proofIn('a.b')],
    ],
    notApplicable: [nothing],
  },
  'dpop-typ': {
    passed: [good, pasted, await proof({}, { header: { typ: 'application/dpop+jwt' } })],
    failed: [
      ['differs', await proof({}, { header: { typ: 'JWT' } })],
      ['differs', await proof({}, { header: { typ: undefined } })],
    ],
    notApplicable: [nothing],
  },
  'dpop-alg': {
    passed: [
      good,
      pasted,
      toResource,
      inRequest({ kind: 'userinfo-request' }, await proof({}, { context })),
    ],
    failed: [
      ['symmetric', await withHeader({ alg: 'HS256' })],
      ['symmetric', await withHeader({ alg: 'none' })],
      ['unlisted', { ...(await withHeader({ alg: 'ES384' })), context: underOAuth }],
      ['not_permitted', await withHeader({ alg: 'ES384' })],
      ['not_permitted', await withHeader({ alg: 'RS256', jwk: rs256 })],
    ],
    notApplicable: [nothing, await proofIn(compact({ typ: 'dpop+jwt' }))],
    notObserved: [
      { ...good, context: unknown },
      { ...good, context },
      { ...(await withHeader({ alg: 'ES384' })), context: underOAuth, requestContext: null },
    ],
  },
  'dpop-jwk': {
    passed: [good, pasted, await proof({}, { key: other })],
    failed: [
      ['missing', await withHeader({ jwk: undefined })],
      ['missing', await withHeader({ jwk: 'key' })],
      ['missing', await withHeader({ jwk: { ...proofJwk, x: 'AQAB' } })],
      ['private', await withHeader({ jwk: privateJwk })],
      ['private', await withHeader({ jwk: { kty: 'oct', k: 'c2VjcmV0' } })],
      ['mismatch', await withHeader({ alg: 'PS256' })],
      ['mismatch', await withHeader({ alg: 'ES384' })],
      ['mismatch', await withHeader({ jwk: { ...proofJwk, alg: 'ES384' } })],
      ['weak', await withHeader({ alg: 'PS256', jwk: weak })],
    ],
    notApplicable: [nothing],
    notObserved: [await proof({}, { header: { typ: 'JWT' } })],
  },
  'dpop-signature': {
    passed: [good, pasted],
    failed: [['differs', await proof({}, { key: other })]],
    notApplicable: [nothing],
    notObserved: [await withHeader({ jwk: undefined }), await withHeader({ typ: 'JWT' })],
  },
  'dpop-claims': {
    passed: [good, pasted, await proof({ jti: '-BwC3ESc6acc2lTc' })],
    failed: [
      ['missing', await proof({ jti: undefined })],
      ['missing', await proof({ htu: undefined })],
      ['type', await proof({ iat: String(now) })],
      ['type', await proof({ htm: ['POST'] })],
      ['short', await proof({ jti: '1234567' })],
    ],
    notApplicable: [nothing, noClaims],
  },
  'dpop-htm': {
    passed: [good, toResource],
    failed: [
      ['differs', await proof({ htm: 'post' })],
      ['differs', inRequest({ method: 'GET' })],
    ],
    notApplicable: [noClaims, await proof({ htm: undefined }), await proof({ htm: 1 })],
    notObserved: [pasted],
  },
  'dpop-htu': {
    passed: [
      good,
      toResource,
      await resourceProof({ htu: 'HTTPS://RS.example:443/%61ccounts' }),
      await resourceProof(
        { htu: 'https://rs.example/a%2fb' },
        { url: 'https://rs.example/a%2Fb#top' },
      ),
      await resourceProof({ htu: 'https://rs.example' }, { url: 'https://rs.example/?a=b' }),
    ],
    failed: [
      ['differs', await proof({ htu: endpoint('token').replace('https', 'http') })],
      ['differs', await proof({ htu: endpoint('pushed_authorization_request') })],
      ['differs', await resourceProof({ htu: `${resource}/` })],
      ['differs', await resourceProof({ htu: '/accounts' })],
      ['query', await resourceProof({ htu: `${resource}?page=1` })],
      ['query', await resourceProof({ htu: `${resource}#top` })],
    ],
    notApplicable: [noClaims, await proof({ htu: undefined })],
    notObserved: [pasted],
  },
  'dpop-iat': {
    passed: [
      good,
      pasted,
      await proof({ iat: now - 60 }),
      await proof({ iat: now + 200 }, { context: underOAuth }),
    ],
    failed: [
      ['future', await proof({ iat: now + 61 })],
      ['future', await proof({ iat: now + 600 }, { request: null, context: underOAuth })],
      ['old', await proof({ iat: now - 3600 })],
    ],
    notApplicable: [noClaims, await proof({ iat: undefined }), await proof({ iat: '1' })],
    notObserved: [await proof({ iat: now - 3600 }, { request: null })],
  },
  'dpop-ath': {
    passed: [toResource],
    failed: [
      ['missing', await resourceProof({ ath: undefined })],
      ['differs', await resourceProof({ ath: accessToken })],
      ['unneeded', await proof({ ath })],
    ],
    notApplicable: [good, noClaims],
    notObserved: [pasted, { ...toResource, context: proofContext }],
  },
  'dpop-key-binding': {
    passed: [toResource, bound(proofThumbprint), bound(proofThumbprint, proofThumbprint)],
    failed: [
      ['differs', bound('0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I')],
      ['differs', bound(proofThumbprint, '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I')],
    ],
    notApplicable: [good],
    notObserved: [
      pasted,
      inRequest({ boundKeys: null }),
      inRequest({ boundKeys: [proofThumbprint] }, await withHeader({ jwk: undefined })),
    ],
  },
  'dpop-nonce': {
    passed: [inRequest({ serverNonce: 'n-1' }, await proof({ nonce: 'n-1' }))],
    failed: [
      ['missing', inRequest({ serverNonce: 'n-1' })],
      ['differs', inRequest({ serverNonce: 'n-2' }, await proof({ nonce: 'n-1' }))],
      ['charset', inRequest({ serverNonce: 'n-2' }, await proof({ nonce: 'n "1"' }))],
      ['charset', await proof({ nonce: 1 })],
    ],
    notApplicable: [good, noClaims],
    notObserved: [pasted, await proof({ nonce: 'n-1' })],
  },
  'dpop-jti-reuse': {
    passed: [good, inRequest({ earlier: [earlier({ jti: 'other' })] })],
    failed: [
      ['repeated', inRequest({ earlier: [earlier({ jti: proofClaims['jti'] })] })],
      ['repeated', inRequest({ earlier: [earlier({ jti: proofClaims['jti'] }, true)] })],
    ],
    notApplicable: [noClaims, await proof({ jti: undefined })],
    notObserved: [pasted],
  },
  'dpop-proof-reuse-url': {
    passed: [good, inRequest({ earlier: [earlier({})] })],
    failed: [['reused', inRequest({ earlier: [{ ...earlier({}), text }] })]],
    notApplicable: [nothing],
    notObserved: [pasted],
  },
}
