import { CompactEncrypt } from 'jose'
import { noRequestedParams } from '@/lib/flow/model/flow'
import { decodeJwt } from '@/lib/jose/decode'
import { type DecryptionKey, decryptJwe } from '@/lib/jose/decrypt'
import type { JsonObject } from '@/lib/model/json'
import { verifyJwt } from '@/lib/jose/verify'
import type { Artefacts } from '@/lib/rules/artefacts'
import type { JudgingContext } from '@/lib/facts/judging-context'
import {
  changed,
  clientId,
  code,
  formPost,
  issuer,
  context,
  redirectUri,
  response,
  state,
  unknown,
} from './artefacts'
import type { Fixtures } from './fixtures'
import { compact, createKey, encrypted, es256, now, ps256, sign } from './tokens'

const claims: JsonObject = { iss: issuer, aud: clientId, exp: now + 300, code, state }
const publishing = {
  ...context,
  metadata: changed({ authorization_signing_alg_values_supported: ['PS256'] }),
}
const asking = (
  responseType: string | null,
  responseMode: string | null = null,
): JudgingContext => ({
  ...context,
  requested: { ...noRequestedParams, responseType, responseMode },
})

type Jarm = Artefacts['jarm']

/** The artefact that this response is, verified and opened with these keys. */
export async function judged(
  text: string,
  {
    place = '?',
    beside = '',
    keys = [ps256.jwk, es256.jwk],
    opening = [],
  }: {
    readonly place?: '?' | '#'
    readonly beside?: string
    readonly keys?: readonly JsonObject[] | null
    readonly opening?: readonly DecryptionKey[]
  } = {},
  knownHere: JudgingContext = context,
): Promise<Jarm> {
  const outer = decodeJwt(text)
  const decryption = outer.kind === 'jwe' ? await decryptJwe(outer, opening) : null
  const jwt = decryption?.plaintext ? decodeJwt(decryption.plaintext) : outer
  return {
    message: response(`${place}response=${encodeURIComponent(text)}${beside}`).message,
    jwt,
    verification: await verifyJwt(jwt, keys && { keys, source: 'jwks_uri' }),
    decryption,
    context: knownHere,
  }
}

/** A signed response with some claims changed; undefined leaves one out. */
async function jarm(
  members: JsonObject = {},
  knownHere: JudgingContext = context,
  header: JsonObject = {},
) {
  const text = await sign(
    JSON.parse(JSON.stringify({ ...claims, ...members })) as JsonObject,
    header,
  )
  return judged(text, {}, knownHere)
}

const good = await jarm()
const noJwt = await judged('abc')
const closed = await judged(encrypted({ alg: 'RSA-OAEP-256', enc: 'A256GCM' }))

const pair = await crypto.subtle.generateKey(
  {
    name: 'RSA-OAEP',
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
    hash: 'SHA-256',
  },
  false,
  ['encrypt', 'decrypt'],
)
const opening: readonly DecryptionKey[] = [
  { kid: 'enc', alg: 'RSA-OAEP-256', privateKey: pair.privateKey },
]
async function sealed(
  inner: string,
  place: '?' | '#' = '?',
  knownHere: JudgingContext = { ...context, ruleProfile: 'oauth2' },
) {
  const text = await new CompactEncrypt(new TextEncoder().encode(inner))
    .setProtectedHeader({ alg: 'RSA-OAEP-256', enc: 'A256GCM', kid: 'enc', cty: 'JWT' })
    .encrypt(pair.publicKey)
  return judged(text, { place, opening }, knownHere)
}

const signedText = await sign(claims)
const tokens = await sign({ ...claims, id_token: 'a' })
const other = await createKey('PS256')

export const fixtures: Fixtures<'jarm'> = {
  'jarm-only-response': {
    passed: [good, await judged(signedText, { beside: '&iss=a' })],
    failed: [
      ['beside', await judged(signedText, { beside: '&code=a' })],
      ['beside', await judged(signedText, { beside: '#state=a' })],
      ['beside', await judged(signedText, { beside: '&lang=en' })],
    ],
    notApplicable: [noJwt],
  },
  'jarm-mode-transport': {
    passed: [
      await judged(signedText, {}, asking('code', 'jwt')),
      await judged(signedText, {}, asking(null, 'jwt')),
      await judged(signedText, {}, asking('code', 'query.jwt')),
      await judged(tokens, { place: '#' }, asking('code id_token', 'jwt')),
      await judged(tokens, { place: '#' }, asking(null, 'jwt')),
      await sealed(tokens, '?', asking('code id_token', 'query.jwt')),
      {
        ...good,
        message: formPost([['response', signedText]], redirectUri).message,
        context: asking('code', 'form_post.jwt'),
      },
    ],
    failed: [
      ['token_in_query', await judged(tokens)],
      ['differs', await judged(signedText, { place: '#' }, asking('code', 'jwt'))],
      ['differs', await judged(signedText, {}, asking('code', 'form_post.jwt'))],
      ['differs', await judged(signedText, {}, asking('code id_token', 'jwt'))],
    ],
    notApplicable: [
      await judged(signedText, {}, asking('code')),
      await judged(signedText, {}, asking('code', 'query')),
    ],
    notObserved: [
      good,
      {
        ...good,
        message: { ...good.message, via: 'pasted', url: 'response=a.b.c' },
        context: asking('code', 'form_post.jwt'),
      },
    ],
  },
  'jarm-iss': {
    passed: [good],
    failed: [
      ['missing', await jarm({ iss: undefined })],
      ['type', await jarm({ iss: [issuer] })],
      ['slash', await jarm({ iss: `${issuer}/` })],
      ['differs', await jarm({ iss: 'https://as.example' })],
    ],
    notApplicable: [closed, noJwt],
    notObserved: [await jarm({}, unknown)],
  },
  'jarm-aud': {
    passed: [good, await jarm({ aud: [clientId] })],
    failed: [
      ['missing', await jarm({ aud: undefined })],
      ['differs', await jarm({ aud: 'another' })],
      ['others', await jarm({ aud: [clientId, 'another'] })],
    ],
    notApplicable: [closed, noJwt],
    notObserved: [await jarm({}, unknown)],
  },
  'jarm-exp': {
    passed: [good, await jarm({ exp: now + 600 }), await jarm({ iat: now - 20, exp: now - 5 })],
    failed: [
      ['missing', await jarm({ exp: undefined })],
      ['type', await jarm({ exp: 'soon' })],
      ['milliseconds', await jarm({ exp: now * 1000 })],
      ['expired', await jarm({ exp: now - 60 })],
      ['long', await jarm({ exp: now + 86_400 })],
      ['short', await jarm({ iat: now, exp: now + 5 })],
    ],
    notApplicable: [closed, noJwt],
  },
  'jarm-alg': {
    passed: [await jarm({}, publishing)],
    failed: [
      ['none', await judged(compact({ alg: 'none' }, claims, ''))],
      ['weak', await judged(compact({ alg: 'RS256' }, claims))],
      ['unlisted', await judged(await sign(claims, {}, es256), {}, publishing)],
    ],
    notApplicable: [closed, noJwt],
    notObserved: [good, await judged(compact({ alg: 'RS256' }, claims), {}, unknown)],
  },
  'jarm-signature': {
    passed: [good, await sealed(signedText)],
    failed: [
      ['differs', await judged(await sign(claims, {}, other))],
      ['unverifiable', await judged(await sign(claims, { kid: 'unknown' }))],
      ['unverifiable', await judged(compact({ alg: 'none' }, claims, ''))],
    ],
    notApplicable: [noJwt],
    notObserved: [closed, await judged(signedText, { keys: null })],
  },
  'jarm-kid': {
    passed: [good],
    failed: [['missing', await jarm({}, context, { kid: undefined })]],
    notApplicable: [closed, noJwt, await judged(compact({ alg: 'none' }, claims, ''))],
    notObserved: [await judged(signedText, { keys: null })],
  },
  'jarm-inner-params': {
    passed: [
      good,
      await jarm({ code: undefined, error: 'access_denied', error_description: 'no' }),
      await jarm({ access_token: 'a', token_type: 'Bearer', expires_in: 60 }),
      await jarm({ code: undefined }, asking('none', 'jwt')),
    ],
    failed: [
      ['neither', await jarm({ code: undefined })],
      ['type', await jarm({ code: 1 })],
      ['type', await jarm({ state: null })],
      ['type', await jarm({ expires_in: '60' })],
    ],
    notApplicable: [closed, noJwt],
  },
  'jarm-state': {
    passed: [good],
    failed: [
      ['missing', await jarm({ state: undefined })],
      ['differs', await jarm({ state: state.toLowerCase() })],
      ['differs', await jarm({ state: [state] })],
    ],
    notApplicable: [closed, noJwt],
    notObserved: [await jarm({}, unknown)],
  },
  'jarm-encrypted': {
    passed: [await sealed(signedText)],
    failed: [
      ['rsa1_5', await judged(encrypted({ alg: 'RSA1_5', enc: 'A256GCM' }), {}, unknown)],
      ['unsigned', await sealed(compact({ alg: 'none' }, claims, ''))],
      ['unsigned', await sealed(JSON.stringify(claims))],
      ['discouraged', await sealed(signedText, '?', context)],
    ],
    notApplicable: [good, noJwt],
    notObserved: [await judged(encrypted({ alg: 'RSA-OAEP-256', enc: 'A256GCM' }), {}, unknown)],
  },
}
