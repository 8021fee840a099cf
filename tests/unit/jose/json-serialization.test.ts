import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { base64url, FlattenedSign, GeneralEncrypt, GeneralSign } from 'jose'
import { describe, expect, test } from 'vitest'
import { decodeJwt } from '@/lib/jose/decode'
import { decryptJwe, type DecryptionKey } from '@/lib/jose/decrypt'
import { withPayload } from '@/lib/jose/detached'
import type { DecodedJwt } from '@/lib/jose/types'
import { signedBy, verifyJwt } from '@/lib/jose/verify'
import type { JsonObject } from '@/lib/model/json'
import { base64urlOf } from '@/lib/model/octets'
import { createKey, es256, idClaims, ps256 } from '../../rules/tokens'
import rfc from './rfc7520.json'

const encoder = new TextEncoder()
const payload = encoder.encode(JSON.stringify(idClaims))
const given = (text: string) => base64urlOf(encoder.encode(text))

const issuesOf = ({ issues }: DecodedJwt) =>
  issues.map(({ part, code, seen = '' }) => `${part} ${code} ${seen}`.trim())

const verify = (jwt: DecodedJwt, keys: readonly JsonObject[] = [ps256.jwk, es256.jwk]) =>
  verifyJwt(jwt, { keys, source: 'pasted' })

const hmac = (jwt: DecodedJwt, key: string) =>
  createHmac('sha256', Buffer.from(key, 'base64url'))
    .update(signedBy(jwt).input)
    .digest('base64url')

describe('the examples of RFC 7520', () => {
  test.each([
    ['4.6', rfc['4.6'].json],
    ['4.6', rfc['4.6'].json_flat],
    ['4.7', rfc['4.7'].json],
    ['4.7', rfc['4.7'].json_flat],
  ])('%s: header parameters that are not protected', (_, json) => {
    const jwt = decodeJwt(JSON.stringify(json))
    expect(jwt).toMatchObject({
      kind: 'jws',
      header: { alg: 'HS256', kid: '018c0ae5-4d9b-471b-bfd6-eef314bc7037' },
      payloadText: rfc.payload,
    })
    expect(hmac(jwt, rfc.hmac)).toBe(jwt.parts[2])
  })

  test('4.8: each signature by its own header', async () => {
    const jwt = decodeJwt(JSON.stringify(rfc['4.8'].json))
    const keys = [rfc.rsa, rfc.ec]
    const [second, third] = jwt.json?.further ?? []
    expect(await verify(jwt, keys)).toMatchObject({ status: 'valid', jwk: { kty: 'RSA' } })
    expect(await verify(second!, keys)).toMatchObject({ status: 'valid', jwk: { kty: 'EC' } })
    expect(third).toMatchObject({ header: { alg: 'HS256' }, signatureLength: 32 })
    expect(hmac(third!, rfc.hmac)).toBe(third!.parts[2])
  })

  test('5.13: a JWE for several recipients is opened as the one whose key is known', async () => {
    const jwe = decodeJwt(JSON.stringify(rfc['5.13'].json))
    expect(jwe).toMatchObject({ kind: 'jwe', header: { alg: 'RSA1_5', cty: 'text/plain' } })
    const { alg: _, ...jwk } = { alg: '', ...rfc.peregrin }
    const algorithm = { name: 'ECDH', namedCurve: 'P-384' }
    const key: DecryptionKey = {
      kid: rfc.peregrin.kid,
      alg: 'ECDH-ES+A256KW',
      privateKey: await crypto.subtle.importKey('jwk', { ...jwk, use: 'enc' }, algorithm, false, [
        'deriveBits',
      ]),
    }
    expect(await decryptJwe(jwe, [key])).toMatchObject({
      status: 'opened',
      plaintext: rfc.plaintext,
      kid: rfc.peregrin.kid,
    })
  })
})

describe('a detached payload', () => {
  test.each([
    ['RFC 7520, 4.5, compact', rfc['4.5'].compact],
    ['RFC 7520, 4.5, general', JSON.stringify(rfc['4.5'].json)],
    ['RFC 7520, 4.5, flattened', JSON.stringify(rfc['4.5'].json_flat)],
  ])('%s', (_, text) => {
    const jws = decodeJwt(text)
    expect(jws).toMatchObject({ kind: 'jws', isDetached: true, isUnencoded: false })
    expect(withPayload(jws, null).issues).toEqual([])
    const whole = withPayload(jws, given(rfc.payload))
    expect(whole).toMatchObject({ issues: [], payloadText: rfc.payload })
    expect(hmac(whole, rfc.hmac)).toBe(jws.parts[2])
  })

  const key7797 =
    'AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow'
  const protected7797 = 'eyJhbGciOiJIUzI1NiIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il19'
  const signature7797 = 'A5dxf2s96_n5FLueVuW1Z_vh161FwXZC4YLPff6dmDY'

  test('RFC 7797, 4.2, compact and flattened', () => {
    const compact = decodeJwt(`${protected7797}..${signature7797}`)
    expect(compact).toMatchObject({ isDetached: true, isUnencoded: true })
    const whole = withPayload(compact, given('$.02'))
    expect(hmac(whole, key7797)).toBe(signature7797)
    expect(whole).toMatchObject({ payloadText: '$.02', issues: [] })
    const flattened = decodeJwt(
      JSON.stringify({ protected: protected7797, payload: '$.02', signature: signature7797 }),
    )
    expect(flattened).toMatchObject({ isDetached: false, payloadText: '$.02' })
    expect(hmac(flattened, key7797)).toBe(signature7797)
  })

  test('is verified only with its payload', async () => {
    const { payload: _, ...detached } = await new FlattenedSign(payload)
      .setProtectedHeader({ alg: 'PS256', kid: ps256.jwk.kid })
      .sign(ps256.privateKey)
    const jws = decodeJwt(JSON.stringify(detached))
    expect(await verify(jws)).toMatchObject({ status: 'not-run', reason: 'payload-detached' })
    const octets = base64url.encode(payload)
    expect(await verify(withPayload(jws, octets))).toMatchObject({ status: 'valid' })
    expect(await verify(withPayload(jws, given('other')))).toMatchObject({
      status: 'invalid',
      reason: 'signature',
    })
  })

  test.each([
    [{ crit: ['b64'] }, null],
    [{ crit: ['b64', 'exp'] }, 'crit'],
    [{ crit: 'b64' }, 'crit'],
    [{ crit: [] }, 'crit'],
  ])('critical extensions: %j', async (header, reason) => {
    const head = base64url.encode(JSON.stringify({ alg: 'PS256', b64: false, ...header }))
    const jws = decodeJwt(`${head}..c2ln`)
    const { reason: found } = await verify(withPayload(jws, given('a')))
    expect(found).toBe(reason ?? 'signature')
  })

  /** A compact JWS whose payload is in it as it is. */
  const unencoded = async (text: string) => {
    const { protected: head, signature: signed } = await new FlattenedSign(encoder.encode(text))
      .setProtectedHeader({ alg: 'PS256', kid: ps256.jwk.kid, b64: false, crit: ['b64'] })
      .sign(ps256.privateKey)
    return `${head}.${text}.${signed}`
  }

  test.each([
    ['$02 and more', []],
    ['  two\n lines\t', []],
    ['{"a": "b"}', []],
    ['größe 1', []],
    ['$.02', ['payload period . at 2']],
    ['a. b. c', ['payload period . at 2']],
    ['.', ['payload period . at 1']],
  ])('a payload that is not encoded stays as it is in a compact JWS: %j', async (text, issues) => {
    const compact = await unencoded(text)
    const jws = decodeJwt(compact)
    expect(jws).toMatchObject({ kind: 'jws', isUnencoded: true, isDetached: false, text: compact })
    expect(jws.parts[1]).toBe(text)
    expect(issuesOf(jws).filter((each) => !/json|not_object/.test(each))).toEqual(issues)
    expect(await verify(jws)).toMatchObject({ status: 'valid' })
    const changed = decodeJwt(compact.replace(`.${text}.`, `.${text} .`))
    expect(await verify(changed)).toMatchObject({ status: 'invalid', reason: 'signature' })
  })

  test('only a critical b64 keeps the white space of a compact JWS', async () => {
    const wrapped = `${header({ alg: 'PS256' })}.e3\n0.c2ln`
    expect(decodeJwt(wrapped)).toMatchObject({ parts: [expect.anything(), 'e30', 'c2ln'] })
    const notCritical = `${header({ alg: 'PS256', b64: false })}.e3\n0.c2ln`
    expect(decodeJwt(notCritical).parts[1]).toBe('e30')
  })

  test('b64 without crit is named', () => {
    const head = base64url.encode(JSON.stringify({ alg: 'PS256', b64: false }))
    expect(issuesOf(withPayload(decodeJwt(`${head}..c2ln`), null))).toEqual([
      'header b64_not_critical b64: false',
    ])
  })
})

const header = (value: object) => base64url.encode(JSON.stringify(value))
const signature = 'c2ln'

describe('says what is wrong', () => {
  const jws = { payload: base64url.encode('{}'), protected: header({ alg: 'PS256' }), signature }
  test.each([
    [{ ...jws, header: { alg: 'PS256' } }, ['header header_twice alg']],
    [{ ...jws, header: { crit: ['x'] } }, ['header header_unprotected crit']],
    [{ ...jws, header: { b64: false } }, ['header header_unprotected b64']],
    [{ ...jws, protected: 7, header: {} }, ['header member_type number']],
    [{ ...jws, header: 'x' }, ['header member_type string']],
    [{ ...jws, payload: {} }, ['payload member_type object']],
    [{ payload: jws.payload, signatures: [{ signature }] }, ['header header_missing']],
    [
      { ...jws, signatures: [{ ...jws }] },
      ['form both_forms signature', 'form both_forms protected'],
    ],
    [{ payload: jws.payload, signatures: [{ ...jws }, 7] }, ['form member_type 1 of 2']],
    [{ ...jws, signature: '' }, ['signature part_empty']],
    [{ ...jws, payload: '' }, []],
    [jws, []],
  ])('%j', (json, expected) => {
    expect(issuesOf(decodeJwt(JSON.stringify(json)))).toEqual(expected)
  })

  test('a parameter in two headers makes the signature invalid', async () => {
    const signed = await new FlattenedSign(payload)
      .setProtectedHeader({ alg: 'PS256', kid: ps256.jwk.kid })
      .sign(ps256.privateKey)
    const good = decodeJwt(JSON.stringify({ ...signed, header: { typ: 'JWT' } }))
    expect(await verify(good)).toMatchObject({ status: 'valid' })
    const bad = decodeJwt(JSON.stringify({ ...signed, header: { kid: ps256.jwk.kid } }))
    expect(await verify(bad)).toMatchObject({ status: 'invalid', reason: 'malformed' })
  })

  test('members twice, and more signatures than are read', () => {
    const text = JSON.stringify(jws).replace('{', '{"payload":"e30",')
    expect(issuesOf(decodeJwt(text))).toEqual(['form duplicate payload'])
    const many = { payload: 'e30', signatures: Array.from({ length: 21 }, () => jws) }
    const jwt = decodeJwt(JSON.stringify(many))
    expect(issuesOf(jwt)).toEqual(['form signatures_many 21'])
    expect(jwt.json?.further).toHaveLength(19)
  })

  test.each(['{}', '{"signature":"a"}', '{"ciphertext":7}', '{"signatures":[1]}', '{'])(
    'other JSON is not a token: %s',
    (text) => {
      expect(decodeJwt(text)).toMatchObject({ kind: 'malformed', json: null })
    },
  )
})

describe('properties', () => {
  const rsa = createKey('RS256')

  test('what jose signs is verified, and each header is its own', async () => {
    const keys = [ps256, es256, await rsa]
    const chosen = fc.array(fc.constantFrom(...keys), { minLength: 1, maxLength: 4 })
    const octets = fc.uint8Array()
    await fc.assert(
      fc.asyncProperty(chosen, octets, fc.boolean(), async (signers, content, isUnprotected) => {
        const general = new GeneralSign(content)
        for (const { alg, privateKey, jwk } of signers) {
          const added = general.addSignature(privateKey)
          if (isUnprotected)
            added.setProtectedHeader({ alg }).setUnprotectedHeader({ kid: jwk.kid })
          else added.setProtectedHeader({ alg, kid: jwk.kid })
        }
        const jwt = decodeJwt(JSON.stringify(await general.sign()))
        const all = [jwt, ...(jwt.json?.further ?? [])]
        expect(all.map((each) => each.header)).toEqual(
          signers.map(({ alg, jwk }) => ({ alg, kid: jwk.kid })),
        )
        for (const each of all)
          expect(
            await verify(
              each,
              keys.map(({ jwk }) => jwk),
            ),
          ).toMatchObject({ status: 'valid' })
      }),
      { numRuns: 30 },
    )
  })

  test('what jose encrypts is opened, with its additional data', async () => {
    const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, [
      'deriveBits',
    ])
    const key = { kid: 'k', alg: 'ECDH-ES+A256KW', privateKey: pair.privateKey }
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.uint8Array({ minLength: 1 }), async (text, aad) => {
        const jwe = await new GeneralEncrypt(encoder.encode(text))
          .setProtectedHeader({ enc: 'A256GCM' })
          .setAdditionalAuthenticatedData(aad)
          .addRecipient(pair.publicKey)
          .setUnprotectedHeader({ alg: 'ECDH-ES+A256KW', kid: 'k' })
          .encrypt()
        const { status, plaintext } = await decryptJwe(decodeJwt(JSON.stringify(jwe)), [key])
        expect([status, plaintext]).toEqual([
          'opened',
          new TextDecoder().decode(encoder.encode(text)),
        ])
      }),
      { numRuns: 30 },
    )
  })

  test('nothing makes it throw', () => {
    const member = fc.oneof(fc.string(), fc.jsonValue(), fc.constant(header({ alg: 'ES256' })))
    const names = fc.constantFrom(
      'payload',
      'protected',
      'header',
      'signature',
      'signatures',
      'ciphertext',
      'recipients',
      'unprotected',
      'iv',
      'tag',
      'aad',
      '__proto__',
    )
    const objects = fc.dictionary(names, fc.oneof(member, fc.array(fc.dictionary(names, member))))
    fc.assert(
      fc.property(objects, (object) => {
        const jwt = decodeJwt(JSON.stringify(object))
        expect(['jws', 'jwe', 'malformed']).toContain(jwt.kind)
      }),
      { numRuns: 1000 },
    )
  })

  test('a large header is compared in one pass', () => {
    const names = Array.from({ length: 60_000 }, (_, at) => [`n${at}`, 0])
    const jws = { payload: '', header: Object.fromEntries(names) as object, signature }
    expect(decodeJwt(JSON.stringify(jws)).issues).toEqual([])
  })
})
