import { createHash, generateKeyPairSync, sign as signWith } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judge } from '@/lib/rules/run'
import { ruleProfiles, type RuleProfile } from '@/lib/model/rule-profiles'
import type { JsonObject } from '@/lib/model/json'
import { statusOf } from '@/lib/model/status'
import { compact, idClaims, ps256, sign, token } from '../../rules/tokens'

const profiles = Object.keys(ruleProfiles) as RuleProfile[]

function ed448(header: JsonObject = { alg: 'EdDSA', kid: 'ed' }) {
  const { publicKey, privateKey } = generateKeyPairSync('ed448')
  const input = [header, idClaims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
  const signature = signWith(null, Buffer.from(input), privateKey).toString('base64url')
  const jwk: JsonObject = { ...publicKey.export({ format: 'jwk' }), kid: 'ed' }
  return { text: `${input}.${signature}`, jwk }
}

/** A token as Microsoft Graph receives it: the header says `nonce`, its SHA-256 hash is what was signed. */
async function withHashedNonce(
  nonce: string,
  hash = createHash('sha256').update(nonce).digest('base64url'),
) {
  const [, payload, signature] = (await sign(idClaims, { nonce: hash })).split('.')
  const header = JSON.stringify({ alg: 'PS256', kid: ps256.jwk.kid, nonce })
  return [Buffer.from(header).toString('base64url'), payload, signature].join('.')
}

/** What the rules of an ID token say about its signature, and of its algorithm. */
async function failures(text: string, keys: readonly JsonObject[], profile: RuleProfile) {
  const artefact = await token(text, keys)
  const context = { ...artefact.context, ruleProfile: profile }
  return (['jwt', 'id-token', 'access-token'] as const)
    .flatMap((on) => judge(on, { ...artefact, context }, profile))
    .filter(({ about }) => ['alg', 'kid', 'signature'].includes(about))
    .filter((result) => statusOf(result) === 'fail')
    .map(({ id, findings }) => `${id} ${findings.map(({ code }) => code).join(' ')}`)
}

describe('not checked and not failed', () => {
  test('a signature by an Ed448 key', async () => {
    const { text, jwk } = ed448()
    const { verification } = await token(text, [jwk, ps256.jwk])
    expect(verification).toMatchObject({
      status: 'not-run',
      reason: 'key-unusable',
      jwk: { crv: 'Ed448' },
    })
    expect(await failures(text, [jwk], 'oauth2')).toEqual([])
    for (const profile of ['fapi2', 'ofm'] as const)
      expect(await failures(text, [jwk], profile)).toEqual(['idt-alg weak', 'at-alg weak'])
  })

  test.each(['Ed448', 'ES256K', 'ML-DSA-65', 'XMSS'])('the algorithm %s', async (alg) => {
    const { text, jwk } = ed448({ alg, kid: 'ed' })
    const { verification } = await token(text, [jwk])
    expect(verification).toMatchObject({ status: 'not-run', reason: 'alg-unknown', keys: null })
    expect(await failures(text, [jwk], 'oauth2')).toEqual([])
  })

  test('a curve that is not known', async () => {
    const jwk = { kty: 'OKP', crv: 'Ed521', x: 'AQAB', kid: 'k' }
    const text = compact({ alg: 'EdDSA', kid: 'k' })
    const { verification } = await token(text, [jwk])
    expect(verification).toMatchObject({ status: 'not-run', reason: 'key-unusable' })
    expect(await failures(text, [jwk], 'oauth2')).toEqual([])
  })

  test('a header nonce over which nothing verifies', async () => {
    const text = await withHashedNonce('n-1', 'another')
    const { verification } = await token(text, [ps256.jwk])
    expect(verification).toMatchObject({ status: 'not-run', reason: 'nonce-unverified' })
    for (const profile of profiles) expect(await failures(text, [ps256.jwk], profile)).toEqual([])
  })
})

test('a curve for key agreement certainly signed nothing', async () => {
  const jwk = { kty: 'OKP', crv: 'X25519', x: 'AQAB', kid: 'k' }
  const { verification } = await token(compact({ alg: 'EdDSA', kid: 'k' }), [jwk])
  expect(verification).toMatchObject({ reason: 'key-crv', seen: 'X25519' })
})

describe('a header nonce', () => {
  test('is verified by its hash', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (nonce) => {
        const { verification } = await token(await withHashedNonce(nonce), [ps256.jwk])
        expect(verification).toMatchObject({ status: 'valid', reason: 'nonce-hashed' })
      }),
      { numRuns: 50 },
    )
  })

  test('is verified without hashing if it was signed that way', async () => {
    const { verification } = await token(await sign(idClaims, { nonce: 'n-1' }), [ps256.jwk])
    expect(verification).toMatchObject({ status: 'valid', reason: null })
  })

  test('saves no token whose key is certainly another', async () => {
    const text = await withHashedNonce('n-1')
    const { verification } = await token(text, [{ ...ps256.jwk, kid: 'other' }])
    expect(verification).toMatchObject({ status: 'not-run', reason: 'kid-unknown' })
  })
})
