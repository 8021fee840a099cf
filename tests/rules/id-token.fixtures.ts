import { knowing } from './answers'
import { clientId, issuer, context, requestedOnly, unknown } from './artefacts'
import type { Fixtures } from './fixtures'
import { fixtures as beside } from './id-token-beside.fixtures'
import {
  compact,
  createKey,
  encrypted,
  es256,
  idToken,
  now,
  ps256,
  sign,
  token,
  withHeader,
  withNonce,
} from './tokens'

const oauth = knowing({ ...withNonce, ruleProfile: 'oauth2' })
const refreshed = knowing(withNonce, { from: 'refresh' })
const good = await idToken()
const text = await sign()
const jwe = await token(encrypted({ alg: 'RSA-OAEP-256', enc: 'A256GCM' }))
const nothing = await token('')
const withoutKid = await token(await sign(undefined, { kid: undefined }))
const other = await createKey('PS256', 'PS256-2')
const [head = '', , signature = ''] = text.split('.')
const [, changed = ''] = (await sign({ sub: 'another' })).split('.')

export const fixtures: Fixtures<'id-token'> = {
  ...beside,
  'idt-iss': {
    passed: [good],
    failed: [
      ['missing', await idToken({ iss: undefined })],
      ['type', await idToken({ iss: 42 })],
      ['differs', await idToken({ iss: 'https://other.example' })],
      ['slash', await idToken({ iss: `${issuer}/` })],
      ['form', await idToken({ iss: 'as.example' }, unknown)],
      ['form', await idToken({ iss: 'https://as.example?a=b' }, unknown)],
    ],
    notApplicable: [jwe, nothing],
    notObserved: [await idToken({}, unknown)],
  },
  'idt-sub': {
    passed: [good, await idToken({ sub: 'x'.repeat(255) })],
    failed: [
      ['missing', await idToken({ sub: undefined })],
      ['missing', await idToken({ sub: '' })],
      ['type', await idToken({ sub: 248289761001 })],
      ['charset', await idToken({ sub: 'Renée' })],
      ['long', await idToken({ sub: 'x'.repeat(256) })],
    ],
    notApplicable: [jwe],
  },
  'idt-aud': {
    passed: [good, await idToken({ aud: [clientId] })],
    failed: [
      ['missing', await idToken({ aud: undefined })],
      ['differs', await idToken({ aud: 'other' })],
      ['differs', await idToken({ aud: 42 })],
      ['others', await idToken({ aud: [clientId, 'other'] })],
    ],
    notApplicable: [jwe],
    notObserved: [await idToken({}, unknown)],
  },
  'idt-azp': {
    passed: [await idToken({ azp: clientId })],
    failed: [
      ['missing', await idToken({ aud: [clientId, 'other'] })],
      ['type', await idToken({ azp: [clientId] })],
      ['differs', await idToken({ azp: 'other' })],
    ],
    notApplicable: [good, jwe],
    notObserved: [await idToken({ azp: clientId }, unknown)],
  },
  'idt-exp': {
    passed: [good],
    failed: [
      ['missing', await idToken({ exp: undefined })],
      ['type', await idToken({ exp: String(now + 300) })],
      ['milliseconds', await idToken({ exp: 1_769_767_018_445_000 })],
      ['expired', await idToken({ exp: now - 60 })],
    ],
    notApplicable: [jwe],
  },
  'idt-iat': {
    passed: [good, await idToken({ iat: now + 300 }), await idToken({ iat: now - 300 })],
    failed: [
      ['missing', await idToken({ iat: undefined })],
      ['type', await idToken({ iat: null })],
      ['milliseconds', await idToken({ iat: now * 1000 })],
      ['future', await idToken({ iat: now + 301 })],
      ['old', await idToken({ iat: now - 301 })],
    ],
    notApplicable: [jwe],
  },
  'idt-nonce': {
    passed: [good],
    failed: [
      ['missing', await idToken({ nonce: undefined })],
      ['differs', await idToken({ nonce: 'another' })],
      ['differs', await idToken({ nonce: 42 })],
      ['unasked', await idToken({}, knowing(requestedOnly('client_id')))],
    ],
    notApplicable: [
      jwe,
      await idToken({}, refreshed),
      await idToken({ nonce: undefined }, knowing(requestedOnly('client_id'))),
    ],
    notObserved: [await idToken({}, context), await idToken({}, knowing(requestedOnly('nonce')))],
  },
  'idt-alg': {
    passed: [good],
    failed: [
      ['none', await token(compact({ alg: 'None' }, {}, ''))],
      ['weak', await token(compact({ alg: 'RS256' }))],
      ['unlisted', await token(compact({ alg: 'RS256' }), [], oauth)],
      ['unlisted', await token(compact({ alg: 'EdDSA' }))],
    ],
    notApplicable: [jwe, await token(compact({}))],
    notObserved: [{ ...good, context: { ...withNonce, metadata: null } }],
  },
  'idt-signature': {
    passed: [good],
    failed: [
      ['differs', await token([head, changed, signature].join('.'))],
      ['unverifiable', await token(text, [other.jwk])],
      ['unverifiable', await token(compact({ alg: 'none' }, {}, ''))],
    ],
    notApplicable: [jwe],
    notObserved: [await token(text, null), await token(text, [])],
  },
  'idt-kid': {
    passed: [good, await token(await sign(undefined, { kid: undefined }), [ps256.jwk])],
    failed: [
      ['missing', withoutKid],
      ['unknown', await token(text, [other.jwk, es256.jwk])],
    ],
    notApplicable: [jwe, await token(compact({ alg: 'HS256' }))],
    notObserved: [await token(text, null)],
  },
  'idt-headers': {
    passed: [good],
    failed: [['present', await withHeader({ jku: 'https://as.example/jwks' })]],
    notApplicable: [nothing],
  },
  'jose-typ-confusion': {
    passed: [await withHeader({ typ: 'JWT' })],
    failed: [
      ['other', await withHeader({ typ: 'at+jwt' })],
      ['other', await withHeader({ typ: 'application/Logout+JWT' })],
    ],
    notApplicable: [good, nothing],
  },
}
