import { SignJWT, exportJWK } from 'jose'
import { beforeEach, describe, expect, test } from 'vitest'
import type { JsonObject } from '@/lib/model/json'
import { createKey, type TestKey } from '../../rules/tokens'
import { app } from './harness'
import { publicMembers, proofClaims, times } from './token-samples'
import {
  addProfile,
  clients,
  importSigningKey,
  inspect,
  issuerA,
  issuerB,
  keys,
  signed,
  twoBanks,
} from './token-world'

beforeEach(async () => {
  await twoBanks()
})

const verificationOf = async (text: string) => (await inspect(text)).verification
const outcomesOf = async (text: string) =>
  Object.fromEntries((await inspect(text)).results.map(({ id, outcome }) => [id, outcome]))
const assertionClaims = {
  ...times,
  iss: clients.b,
  sub: clients.b,
  aud: issuerB,
  jti: 'a',
}
const assertion = (claims: JsonObject = {}, key = keys.clientB, header: JsonObject = {}) =>
  signed({ ...assertionClaims, ...claims }, key, header)
describe('a DPoP proof', () => {
  const proof = (header: JsonObject, key: TestKey = keys.proof) =>
    signed(proofClaims, key, {
      typ: 'dpop+jwt',
      jwk: publicMembers(keys.proof),
      kid: undefined,
      ...header,
    })

  test('holds in whatever case its typ is written', async () => {
    const { role, verification, results } = await inspect(await proof({ typ: 'DPoP+JWT' }))
    expect(role.kind).toBe('dpop-proof')
    expect(verification).toMatchObject({ status: 'valid', source: 'proof' })
    expect(results.find(({ id }) => id === 'jose-jku-x5u-jwk')?.outcome).toBe('passed')
  })

  test('with a private key in it is not one', async () => {
    const jwk = await exportJWK(keys.proof.privateKey)
    expect(await verificationOf(await proof({ jwk }))).toMatchObject({
      status: 'invalid',
      reason: 'proof-key-private',
      seen: 'd',
    })
  })

  test('without a key is not one', async () => {
    for (const jwk of [undefined, 'x', [], null])
      expect(await verificationOf(await proof({ jwk }))).toMatchObject({
        status: 'invalid',
        reason: 'proof-key-missing',
      })
  })

  test('with a shared secret is not one', async () => {
    const secret = new Uint8Array(32)
    const jwk = { kty: 'oct', k: Buffer.from(secret).toString('base64url') }
    const header = { typ: 'dpop+jwt', alg: 'HS256', jwk }
    const text = await new SignJWT(proofClaims).setProtectedHeader(header).sign(secret)
    for (const each of [text, await proof({ jwk })])
      expect(await verificationOf(each)).toMatchObject({
        status: 'invalid',
        reason: 'proof-key-symmetric',
      })
  })

  test('of another typ is not one', async () => {
    expect(await verificationOf(await proof({ typ: 'JWT' }))).toMatchObject({
      status: 'invalid',
      reason: 'proof-type',
      seen: 'jwt',
    })
  })

  test('whose key type does not fit its alg is not green', async () => {
    const { privateKey, ...rsa } = await createKey('PS256', 'r')
    expect(privateKey).toBeTruthy()
    const { kty, n, e } = rsa.jwk
    const outcomes = await outcomesOf(await proof({ jwk: { kty, n, e } }))
    expect(outcomes).toMatchObject({ 'dpop-jwk': 'failed' })
  })
})

describe('what a client signs', () => {
  test('whose kid differs from that of its profile says nothing about its key', async () => {
    const other = await createKey('ES256', 'second')
    const { verification, results } = await inspect(await assertion({}, other))
    expect(verification).toMatchObject({
      status: 'not-run',
      reason: 'client-key-other',
      seen: 'second ES256',
    })
    expect(results.filter(({ outcome }) => outcome === 'failed')).toEqual([])
  })

  test('without a kid may be signed with another key of the client', async () => {
    const header = { kid: undefined }
    expect(await verificationOf(await assertion({}, keys.clientB, header))).toMatchObject({
      status: 'valid',
    })
    expect(await verificationOf(await assertion({}, keys.wrongClient, header))).toMatchObject({
      status: 'not-run',
      reason: 'client-key-other',
      seen: 'ES256',
    })
  })

  test('by the key of its profile holds, though its kid was changed', async () => {
    const text = await assertion({}, keys.clientB, { kid: 'earlier' })
    expect(await verificationOf(text)).toMatchObject({ status: 'valid', keys: null })
  })

  test('by a secret that Parley does not have is not checked', async () => {
    const text = await new SignJWT(assertionClaims)
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new Uint8Array(32))
    expect(await verificationOf(text)).toMatchObject({
      status: 'not-run',
      reason: 'secret-missing',
    })
  })

  test('before its key was generated was signed by another one', async () => {
    const made = await app.handlers.keyGenerate({ use: 'sig', alg: 'ES256', kid: 'cli' })
    if (!made.ok) throw new Error('Not generated')
    await addProfile({ issuer: issuerA, clientId: 'new', signingKeyId: made.id })
    const claims = { iss: 'new', sub: 'new', aud: issuerA }
    expect(await verificationOf(await assertion(claims))).toMatchObject({
      status: 'not-run',
      reason: 'client-key-newer',
    })
    const later = { ...claims, iat: times.iat + 60 }
    expect(await verificationOf(await assertion(later))).toMatchObject({
      status: 'invalid',
      reason: 'signature',
    })
  })

  test('for an unknown client is not checked', async () => {
    expect(await verificationOf(await assertion({ iss: 'x', sub: 'x' }))).toMatchObject({
      status: 'not-run',
      reason: 'client-unknown',
      seen: 'x',
    })
  })

  describe('where two banks know the same client_id', () => {
    const kid = 'cli'
    beforeEach(async () => {
      const signingKeyId = await importSigningKey(keys.clientB)
      await addProfile({ name: 'Shared B', issuer: issuerB, clientId: 'shared', signingKeyId })
      const other = await importSigningKey(keys.clientA)
      await addProfile({
        name: 'Shared A',
        issuer: issuerA,
        clientId: 'shared',
        signingKeyId: other,
      })
    })
    const shared = (aud: unknown, key: TestKey) =>
      assertion({ iss: 'shared', sub: 'shared', aud }, key, { kid })

    test.each([
      ['the issuer', issuerB],
      ['the token endpoint', `${issuerB}/token`],
      ['a list', ['x', issuerB]],
    ])('aud decides: %s', async (_, aud) => {
      const { signer, verification } = await inspect(await shared(aud, keys.clientB))
      expect(signer.profile?.name).toBe('Shared B')
      expect(verification.status).toBe('valid')
      expect(await verificationOf(await shared(aud, keys.clientA))).toMatchObject({
        status: 'invalid',
      })
    })

    test('aud that names none: any may have signed, and none is said to be wrong', async () => {
      for (const key of [keys.clientA, keys.clientB])
        expect(await verificationOf(await shared('x', key))).toMatchObject({ status: 'valid' })
      expect(await verificationOf(await shared('x', keys.wrongClient))).toMatchObject({
        status: 'not-run',
        reason: 'client-ambiguous',
      })
    })
  })
})
