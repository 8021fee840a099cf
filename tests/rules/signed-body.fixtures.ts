import type { Fixtures } from './fixtures'
import {
  body,
  bodyOf,
  brClaims,
  brUrl,
  client,
  ofBrRequest,
  ofBrResponse,
  server,
} from './signed-payloads'
import { compact, createKey, es256, now, ps256 } from './tokens'

const good = await body()
const reply = await body({ claims: { aud: client, iss: server }, exchange: ofBrResponse() })
const pasted = await body({ exchange: null })
const unreadable = await bodyOf('a.b.c')
const noClaims = await bodyOf(compact({ alg: 'PS256', typ: 'JWT' }, '42'))
const other = await createKey('PS256', ps256.jwk.kid)

export const fixtures: Fixtures<'signed-body'> = {
  'sb-media-type': {
    passed: [
      good,
      await body({
        exchange: ofBrRequest({ headers: [['Content-Type', 'application/JWT; a=b']] }),
      }),
    ],
    failed: [
      [
        'differs',
        await body({ exchange: ofBrRequest({ headers: [['content-type', 'application/json']] }) }),
      ],
      ['differs', await body({ exchange: ofBrRequest({ headers: [['accept', '*/*']] }) })],
    ],
    notApplicable: [pasted],
    notObserved: [await body({ exchange: ofBrRequest({ headers: [] }) })],
  },
  'sb-typ': {
    passed: [good],
    failed: [
      ['missing', await bodyOf(compact({ alg: 'PS256' }, brClaims))],
      ['differs', await body({ header: { typ: 'at+jwt' } })],
      ['cty', await body({ header: { cty: 'JWT' } })],
    ],
    notApplicable: [unreadable],
  },
  'sb-alg': {
    passed: [good],
    failed: [['differs', await body({ key: es256 })]],
    notApplicable: [unreadable],
  },
  'sb-kid': {
    passed: [good],
    failed: [
      ['missing', await bodyOf(compact({ alg: 'PS256', typ: 'JWT' }, brClaims))],
      ['unknown', await body({ header: { kid: 'other' } })],
      ['key', await body({ header: { jwk: {} } })],
    ],
    notApplicable: [unreadable],
    notObserved: [await body({ keys: null })],
  },
  'sb-iat': {
    passed: [good, await body({ claims: { iat: now + 60 } })],
    failed: [
      ['missing', await body({ claims: { iat: undefined } })],
      ['type', await body({ claims: { iat: String(now) } })],
      ['outside', await body({ claims: { iat: now - 301 } })],
      ['outside', await body({ claims: { iat: now + 301 } })],
      ['skewed', await body({ claims: { iat: now - 61 } })],
    ],
    notApplicable: [noClaims],
    notObserved: [await body({ claims: { iat: now - 301 }, exchange: null })],
  },
  'sb-jti': {
    passed: [good, pasted],
    failed: [
      ['missing', await body({ claims: { jti: undefined } })],
      ['form', await body({ claims: { jti: '1' } })],
      ['form', await body({ claims: { jti: '6f7c1f64-5c1c-1d0e-9b5f-0d6b1f2a3c4d' } })],
      [
        'repeated',
        await body({ exchange: ofBrRequest({ earlierIds: new Set([brClaims['jti']]) }) }),
      ],
    ],
    notApplicable: [noClaims],
  },
  'sb-aud': {
    passed: [
      good,
      reply,
      await body({ claims: { aud: [brUrl] }, exchange: ofBrRequest({ url: `${brUrl}?a=b` }) }),
    ],
    failed: [
      ['missing', await body({ claims: { aud: undefined } })],
      ['differs', await body({ claims: { aud: 'https://rs.example/token' } })],
      ['differs', await body({ claims: { aud: brUrl }, exchange: ofBrResponse() })],
    ],
    notApplicable: [noClaims],
    notObserved: [pasted, await body({ exchange: ofBrResponse({ ofRequest: null }) })],
  },
  'sb-iss': {
    passed: [good, reply],
    failed: [
      ['missing', await body({ claims: { iss: undefined } })],
      ['form', await body({ claims: { iss: 1 } })],
      ['client', await body({ claims: { iss: client }, exchange: ofBrResponse() })],
    ],
    notApplicable: [noClaims],
  },
  'sb-data': {
    passed: [
      good,
      await body({ claims: { data: undefined, errors: [] }, exchange: ofBrResponse() }),
    ],
    failed: [['missing', await body({ claims: { data: undefined } })]],
    notApplicable: [noClaims],
  },
  'sb-signature': {
    passed: [good, reply, pasted],
    failed: [
      ['none', await bodyOf(compact({ alg: 'none' }, brClaims, ''))],
      ['differs', await body({ key: other })],
      [
        'form',
        {
          ...good,
          verification: { ...good.verification, status: 'invalid', reason: 'payload-form' },
        },
      ],
      ['unverifiable', await body({ keys: [es256.jwk] })],
    ],
    notApplicable: [unreadable],
    notObserved: [await body({ keys: null })],
  },
}
