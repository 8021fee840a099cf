import { base64url, FlattenedSign, GeneralSign, SignJWT } from 'jose'
import { beforeEach, describe, expect, test } from 'vitest'
import { sha256Of } from '@/lib/jose/hashes'
import type { JsonObject } from '@/lib/model/json'
import { base64urlOf } from '@/lib/model/octets'
import vectors from '../jose/signed-payloads.json'
import { clients, inspect, issuerB, keys, now, signed, twoBanks } from './token-world'

beforeEach(async () => {
  await twoBanks()
})

const encoder = new TextEncoder()
const disclosure = (...elements: readonly unknown[]) => base64url.encode(JSON.stringify(elements))
const name = disclosure('salt', 'name', 'Test Holder')

async function sdJwt(payload: JsonObject = {}, more = ''): Promise<string> {
  const claims = { iss: issuerB, iat: now, vct: 'urn:account', ...payload }
  return `${await signed(claims, keys.b, { typ: 'dc+sd-jwt' })}~${more}`
}

describe('an SD-JWT', () => {
  test('is verified with the keys of its issuer, and says what it discloses', async () => {
    const digests = [await sha256Of(name), 'decoy']
    const view = await inspect(await sdJwt({ _sd: digests }, `${name}~`))
    expect(view).toMatchObject({
      role: { kind: 'sd-jwt', sign: '~' },
      signer: { by: 'issuer', id: issuerB },
      verification: { status: 'valid', source: 'jwks_uri' },
      sdJwt: {
        withheld: 1,
        disclosures: [{ path: 'name', value: 'Test Holder' }],
        keyBinding: null,
        issues: [],
      },
    })
    expect(view.sdJwt?.processed?.map((claim) => claim.name)).toEqual(['iss', 'iat', 'vct', 'name'])
  })

  test('is judged by the claims that were disclosed', async () => {
    const text = disclosure('salt', 'exp', now - 1000)
    const view = await inspect(await sdJwt({ _sd: [await sha256Of(text)] }, `${text}~`))
    expect(view.results).toContainEqual(
      expect.objectContaining({ id: 'sd-validity', outcome: 'failed' }),
    )
  })

  test('whose keys may not be in the jwks_uri is not called invalid', async () => {
    const claims = { iss: issuerB, iat: now }
    const text = `${await signed(claims, keys.wrongB, { typ: 'dc+sd-jwt' })}~`
    expect((await inspect(text)).verification).toMatchObject({
      status: 'not-run',
      reason: 'issuer-key-other',
    })
  })

  test('its key binding is verified with the key of the holder and the typed nonce', async () => {
    const text = await sdJwt({ cnf: { jwk: keys.proof.jwk } })
    const binding = await new SignJWT({
      iat: now,
      aud: 'https://verifier.example',
      nonce: 'n1',
      sd_hash: await sha256Of(text),
    })
      .setProtectedHeader({ alg: 'ES256', typ: 'kb+jwt' })
      .sign(keys.proof.privateKey)
    expect((await inspect(text + binding)).sdJwt?.keyBinding).toMatchObject({
      signer: { by: 'holder' },
      verification: { status: 'valid', source: 'holder' },
      issues: [],
    })
    const other = await inspect(text + binding, { nonce: 'n2' })
    expect(other.sdJwt?.keyBinding?.issues).toMatchObject([
      { code: 'kb_nonce_differs', clause: 'RFC9901-7.3', seen: 'n1', expected: 'n2' },
    ])
  })
})

const claims = { iss: issuerB, aud: clients.b, sub: 'u', iat: now, exp: now + 60, nonce: 'n1' }

describe('the JSON serialization', () => {
  test('shows each signature with its own key', async () => {
    const general = new GeneralSign(encoder.encode(JSON.stringify(claims)))
    for (const key of [keys.b, keys.wrongB])
      general
        .addSignature(key.privateKey)
        .setProtectedHeader({ alg: 'ES256' })
        .setUnprotectedHeader({ kid: key.jwk.kid })
    const view = await inspect(JSON.stringify(await general.sign()))
    expect(view).toMatchObject({
      role: { kind: 'id-token' },
      verification: { status: 'valid' },
      further: [
        {
          header: [{ name: 'kid' }, { name: 'alg' }],
          signer: { by: 'issuer', id: issuerB },
          verification: { status: 'invalid', reason: 'signature' },
        },
      ],
    })
  })
})

describe('a detached JWS', () => {
  const body = '{"Data":{"Amount":"1.00"}}\r\n'
  const jwks = JSON.stringify({ keys: [keys.b.jwk] })
  const detached = async (header: JsonObject = {}) => {
    const { payload: _, ...jws } = await new FlattenedSign(encoder.encode(body))
      .setProtectedHeader({ alg: 'ES256', kid: keys.b.jwk.kid, ...header })
      .sign(keys.b.privateKey)
    return `${jws.protected}..${jws.signature}`
  }

  test.each<{ b64?: boolean; crit?: string[] }>([{}, { b64: false, crit: ['b64'] }])(
    '%j',
    async (header) => {
      const text = await detached(header)
      const payload = base64urlOf(encoder.encode(body))
      const missing = { status: 'not-run', reason: 'payload-detached' }
      expect(await inspect(text)).toMatchObject({
        role: { kind: 'jws' },
        jwt: { issues: [], isDetached: true },
        verification: missing,
      })
      expect((await inspect(text)).results.map(({ id, outcome }) => [id, outcome])).toEqual([
        ...(header.crit ? [['ps-crit', 'passed']] : []),
        ['ps-b64', 'passed'],
        ['ps-signature', 'not-observed'],
      ])
      expect((await inspect(text, { jwks })).verification).toMatchObject(missing)
      expect((await inspect(text, { jwks, payload })).verification).toMatchObject({
        status: 'valid',
        source: 'pasted',
      })
      const changed = base64urlOf(encoder.encode(body.trim()))
      expect((await inspect(text, { jwks, payload: changed })).verification).toMatchObject({
        status: 'invalid',
        reason: 'signature',
      })
    },
  )

  test.each([
    ['from version 3.1.4', vectors.ukEncoded],
    ['up to version 3.1.3', vectors.ukUnencoded],
  ])('of the UK %s verifies, and a changed body does not', async (_, { jwk, vectors: all }) => {
    const [good] = all
    const pasted = { jwks: JSON.stringify({ keys: [jwk] }) }
    const over = async (text: string) => {
      const payload = base64urlOf(encoder.encode(text))
      const view = await inspect(good?.x_jws_signature ?? '', { ...pasted, payload })
      return view.verification.status
    }
    expect(await over(good?.body ?? '')).toBe('valid')
    expect(await over(`${good?.body} `)).toBe('invalid')
  })

  test('of the UK over the other form says so', async () => {
    const bad = vectors.ukUnencoded.vectors.find((each) => each.name.includes('over-base64url'))
    const payload = base64urlOf(encoder.encode(bad?.body ?? ''))
    const given = JSON.stringify({ keys: [vectors.ukUnencoded.jwk] })
    const view = await inspect(bad?.x_jws_signature ?? '', { jwks: given, payload })
    expect(view.verification).toMatchObject({ status: 'invalid', reason: 'payload-form' })
  })

  test('whose payload names its issuer needs no other key', async () => {
    const content = encoder.encode(JSON.stringify({ iss: issuerB, amount: 1 }))
    const { payload, ...jws } = await new FlattenedSign(content)
      .setProtectedHeader({ alg: 'ES256', kid: keys.b.jwk.kid })
      .sign(keys.b.privateKey)
    expect(await inspect(`${jws.protected}..${jws.signature}`, { payload: payload })).toMatchObject(
      {
        role: { kind: 'jws', sign: '..' },
        verification: { status: 'valid', source: 'jwks_uri' },
      },
    )
  })
})

describe('a key binding JWT alone', () => {
  const boundClaims = { iat: now, aud: 'https://verifier.example', nonce: 'n', sd_hash: 'x' }
  const bound = (payload: JsonObject = {}) =>
    signed({ ...boundClaims, ...payload }, keys.proof, { typ: 'kb+jwt' })
  const outcomes = (view: Awaited<ReturnType<typeof inspect>>) =>
    Object.fromEntries(
      view.results
        .filter(({ on }) => on === 'key-binding-jwt')
        .map((each) => [each.id, each.outcome]),
    )

  test('is named, and judged as far as it can be without its SD-JWT', async () => {
    const view = await inspect(await bound())
    expect(view).toMatchObject({
      role: { kind: 'key-binding', sign: 'typ: kb+jwt' },
      verification: { status: 'not-run', reason: 'holder-key-unknown' },
    })
    expect(outcomes(view)).toEqual({
      'kb-header': 'passed',
      'kb-claims': 'passed',
      'kb-sd-hash': 'not-observed',
      'kb-signature': 'not-observed',
    })
  })

  test('that lacks a claim fails', async () => {
    expect(outcomes(await inspect(await bound({ aud: undefined })))['kb-claims']).toBe('failed')
  })

  test('is verified with a pasted key', async () => {
    const jwks = JSON.stringify({ keys: [keys.proof.jwk] })
    const view = await inspect(await bound(), { jwks })
    expect(outcomes(view)['kb-signature']).toBe('passed')
  })
})
