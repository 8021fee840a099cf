import type { Fixtures } from './fixtures'
import {
  signedBody,
  bodyOf,
  brClaims,
  brUrl,
  client,
  ofBrRequest,
  ofBrResponse,
  server,
} from './signed-payloads'
import { compact, createKey, es256, now, ps256 } from './tokens'

const good = await signedBody()
const reply = await signedBody({ claims: { aud: client, iss: server }, exchange: ofBrResponse() })
const pasted = await signedBody({ exchange: null })
const unreadable = await bodyOf('a.b.c')
const noClaims = await bodyOf(compact({ alg: 'PS256', typ: 'JWT' }, '42'))
const other = await createKey('PS256', ps256.jwk.kid)

export const fixtures: Fixtures<'signed-body'> = {
  'sb-media-type': {
    passed: [
      good,
      await signedBody({
        exchange: ofBrRequest({ headers: [['Content-Type', 'application/JWT; a=b']] }),
      }),
    ],
    failed: [
      [
        'differs',
        await signedBody({
          exchange: ofBrRequest({ headers: [['content-type', 'application/json']] }),
        }),
      ],
      ['differs', await signedBody({ exchange: ofBrRequest({ headers: [['accept', '*/*']] }) })],
    ],
    notApplicable: [pasted],
    notObserved: [await signedBody({ exchange: ofBrRequest({ headers: [] }) })],
  },
  'sb-typ': {
    passed: [good],
    failed: [
      ['missing', await bodyOf(compact({ alg: 'PS256' }, brClaims))],
      ['differs', await signedBody({ header: { typ: 'at+jwt' } })],
      ['cty', await signedBody({ header: { cty: 'JWT' } })],
    ],
    notApplicable: [unreadable],
  },
  'sb-alg': {
    passed: [good],
    failed: [['differs', await signedBody({ key: es256 })]],
    notApplicable: [unreadable],
  },
  'sb-kid': {
    passed: [good],
    failed: [
      ['missing', await bodyOf(compact({ alg: 'PS256', typ: 'JWT' }, brClaims))],
      ['unknown', await signedBody({ header: { kid: 'other' } })],
      ['key', await signedBody({ header: { jwk: {} } })],
    ],
    notApplicable: [unreadable],
    notObserved: [await signedBody({ keys: null })],
  },
  'sb-iat': {
    passed: [good, await signedBody({ claims: { iat: now + 60 } })],
    failed: [
      ['missing', await signedBody({ claims: { iat: undefined } })],
      ['type', await signedBody({ claims: { iat: String(now) } })],
      ['outside', await signedBody({ claims: { iat: now - 301 } })],
      ['outside', await signedBody({ claims: { iat: now + 301 } })],
      ['skewed', await signedBody({ claims: { iat: now - 61 } })],
    ],
    notApplicable: [noClaims],
    notObserved: [await signedBody({ claims: { iat: now - 301 }, exchange: null })],
  },
  'sb-jti': {
    passed: [good, pasted],
    failed: [
      ['missing', await signedBody({ claims: { jti: undefined } })],
      ['form', await signedBody({ claims: { jti: '1' } })],
      ['form', await signedBody({ claims: { jti: '6f7c1f64-5c1c-1d0e-9b5f-0d6b1f2a3c4d' } })],
      [
        'repeated',
        await signedBody({ exchange: ofBrRequest({ earlierIds: new Set([brClaims['jti']]) }) }),
      ],
    ],
    notApplicable: [noClaims],
  },
  'sb-aud': {
    passed: [
      good,
      reply,
      await signedBody({
        claims: { aud: [brUrl] },
        exchange: ofBrRequest({ url: `${brUrl}?a=b` }),
      }),
    ],
    failed: [
      ['missing', await signedBody({ claims: { aud: undefined } })],
      ['differs', await signedBody({ claims: { aud: 'https://rs.example/token' } })],
      ['differs', await signedBody({ claims: { aud: brUrl }, exchange: ofBrResponse() })],
    ],
    notApplicable: [noClaims],
    notObserved: [pasted, await signedBody({ exchange: ofBrResponse({ ofRequest: null }) })],
  },
  'sb-iss': {
    passed: [good, reply],
    failed: [
      ['missing', await signedBody({ claims: { iss: undefined } })],
      ['form', await signedBody({ claims: { iss: 1 } })],
      ['client', await signedBody({ claims: { iss: client }, exchange: ofBrResponse() })],
    ],
    notApplicable: [noClaims],
  },
  'sb-data': {
    passed: [
      good,
      await signedBody({ claims: { data: undefined, errors: [] }, exchange: ofBrResponse() }),
    ],
    failed: [['missing', await signedBody({ claims: { data: undefined } })]],
    notApplicable: [noClaims],
  },
  'sb-signature': {
    passed: [good, reply, pasted],
    failed: [
      ['none', await bodyOf(compact({ alg: 'none' }, brClaims, ''))],
      ['differs', await signedBody({ key: other })],
      [
        'form',
        {
          ...good,
          verification: { ...good.verification, status: 'invalid', reason: 'payload-form' },
        },
      ],
      ['unverifiable', await signedBody({ keys: [es256.jwk] })],
    ],
    notApplicable: [unreadable],
    notObserved: [await signedBody({ keys: null })],
  },
}
