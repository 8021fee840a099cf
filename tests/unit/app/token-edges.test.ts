import { CompactEncrypt, SignJWT, exportJWK, generateKeyPair } from 'jose'
import { beforeEach, describe, expect, test } from 'vitest'
import type { JsonObject } from '@/lib/jose/types'
import { createKey, type TestKey } from '../../rules/tokens'
import { browser, app } from './harness'
import { publicMembers, proofClaims, samples, times } from './token-samples'
import {
  addProfile,
  clients,
  importSigningKey,
  inspect,
  issuerA,
  issuerB,
  keys,
  serve,
  signed,
  twoBanks,
} from './token-world'

let banks: { a: string; b: string }
beforeEach(async () => {
  banks = await twoBanks()
})

const idClaims = { ...times, iss: issuerB, aud: clients.b, sub: 'u', nonce: 'n1' }
const idToken = (claims: JsonObject = {}, key = keys.b, header: JsonObject = {}) =>
  signed({ ...idClaims, ...claims }, key, header)
const assertionClaims = {
  ...times,
  iss: clients.b,
  sub: clients.b,
  aud: issuerB,
  jti: 'a',
}
const assertion = (claims: JsonObject = {}, key = keys.clientB, header: JsonObject = {}) =>
  signed({ ...assertionClaims, ...claims }, key, header)
const outcomesOf = async (text: string) =>
  Object.fromEntries((await inspect(text)).results.map(({ id, outcome }) => [id, outcome]))
const verificationOf = async (text: string) => (await inspect(text)).verification
const part = (text: string) => Buffer.from(text).toString('base64url')
const raw = (header: JsonObject, payload: string, signature = 'c2ln') =>
  `${part(JSON.stringify(header))}.${part(payload)}.${signature}`

describe('iss', () => {
  test('with a slash at its end is another issuer, and the one that is meant is named', async () => {
    expect(await verificationOf(await idToken({ iss: `${issuerB}/` }))).toMatchObject({
      status: 'not-run',
      reason: 'issuer-unknown',
      seen: `${issuerB}/`,
      expected: issuerB,
    })
  })

  test.each([
    ['a number', 1],
    ['a list', [issuerB]],
    ['null', null],
  ])('that is %s names nobody', async (_, iss) => {
    expect(await verificationOf(await idToken({ iss }))).toMatchObject({
      status: 'not-run',
      reason: 'issuer-unclear',
    })
  })

  test('that is missing chooses no key, whichever profile is current', async () => {
    expect(await verificationOf(await idToken({ iss: undefined }, keys.a))).toMatchObject({
      status: 'not-run',
      reason: 'issuer-missing',
    })
  })

  test('that stands there twice names nobody', async () => {
    const payload = `{"iss":"${issuerA}","iss":"${issuerB}","aud":"x","nonce":"n"}`
    expect(await verificationOf(raw({ alg: 'ES256', kid: 'sig' }, payload))).toMatchObject({
      status: 'not-run',
      reason: 'issuer-unclear',
    })
  })

  test('of bank A does not hold with a key of bank B', async () => {
    expect(await verificationOf(await idToken({ iss: issuerA, aud: clients.a }))).toMatchObject({
      status: 'invalid',
      reason: 'signature',
    })
  })

  test('may name a client', async () => {
    const text = await signed({ ...times, iss: clients.b, sub: 'u', aud: issuerB }, keys.clientB)
    const { signer, verification } = await inspect(text)
    expect(signer).toMatchObject({ by: 'client', profile: { name: 'Bank B' } })
    expect(verification.status).toBe('valid')
  })
})

describe('keys that a token brings along', () => {
  const evil = keys.statement
  test.each([
    ['jwk', { jwk: publicMembers(evil) }],
    ['jku', { jku: 'https://evil.example/jwks' }],
    ['x5c', { x5c: ['MIIB'] }],
    ['x5u', { x5u: 'https://evil.example/cert' }],
  ])('%s is never used', async (_, header) => {
    const fetched: string[] = []
    browser.state.answers.set('https://evil.example/jwks', () => {
      fetched.push('jwks')
      return Response.json({ keys: [evil.jwk] })
    })
    expect(await verificationOf(await idToken({}, evil, { ...header, kid: 'sig' }))).toMatchObject({
      status: 'invalid',
      reason: 'signature',
    })
    const unknown = await idToken({ iss: 'https://evil.example' }, evil, header)
    expect(await verificationOf(unknown)).toMatchObject({ status: 'not-run' })
    expect(fetched).toEqual([])
  })
})

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

  test('whose key is of another type than its alg is not green', async () => {
    const { privateKey, ...rsa } = await createKey('PS256', 'r')
    expect(privateKey).toBeTruthy()
    const { kty, n, e } = rsa.jwk
    const outcomes = await outcomesOf(await proof({ jwk: { kty, n, e } }))
    expect(outcomes).toMatchObject({ 'jose-alg-key-agree': 'failed' })
  })
})

describe('what a client signs', () => {
  test('with another kid than that of its profile says nothing of its key', async () => {
    const other = await createKey('ES256', 'second')
    const { verification, results } = await inspect(await assertion({}, other))
    expect(verification).toMatchObject({
      status: 'not-run',
      reason: 'client-key-other',
      seen: 'second ES256',
    })
    expect(results.filter(({ outcome }) => outcome === 'failed')).toEqual([])
  })

  test('by the key of its profile holds, though its kid was changed', async () => {
    const text = await assertion({}, keys.clientB, { kid: 'earlier' })
    expect(await verificationOf(text)).toMatchObject({ status: 'valid', keys: null })
  })

  test('by a shared secret is not checked', async () => {
    const text = await new SignJWT(assertionClaims)
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new Uint8Array(32))
    expect(await verificationOf(text)).toMatchObject({ status: 'not-run', reason: 'alg-symmetric' })
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

describe('keys of the issuer', () => {
  test('without the kid: nothing is said of the signature, the rules name the kid', async () => {
    const text = await idToken({}, await createKey('ES256', 'new'))
    const { verification, results } = await inspect(text)
    expect(verification).toMatchObject({ status: 'not-run', reason: 'kid-unknown' })
    const failed = results.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id)
    expect(failed).toContain('jose-kid-lookup')
  })

  test('that were rotated are read anew, also where the token has no kid', async () => {
    await inspect(await idToken())
    const rotated = await createKey('ES256', 'sig-2')
    serve(issuerB, rotated)
    const text = await idToken({}, rotated, { kid: undefined })
    expect(await verificationOf(text)).toMatchObject({ status: 'valid', jwk: { kid: 'sig-2' } })
  })

  test('come from a profile of the issuer whose metadata can be used', async () => {
    browser.state.answers.delete(`${issuerB}/.well-known/openid-configuration`)
    await addProfile({ name: 'Empty', issuer: issuerB, clientId: 'third' })
    const { signer, verification } = await inspect(await idToken())
    expect(verification.status).toBe('valid')
    expect(signer.profile?.name).toBe('Bank B')
  })

  test('of a profile that was removed are not used', async () => {
    await app.handlers.profileRemove({ id: banks.b })
    expect(await verificationOf(await idToken())).toMatchObject({ reason: 'issuer-unknown' })
  })
})

describe('a token that is encrypted', () => {
  async function sealed(text: string, kid: string | undefined, publicKey: CryptoKey) {
    return new CompactEncrypt(new TextEncoder().encode(text))
      .setProtectedHeader({ alg: 'RSA-OAEP-256', enc: 'A256GCM', ...(kid && { kid }) })
      .encrypt(publicKey)
  }
  async function encryptionKey(kid: string) {
    const pair = await generateKeyPair('RSA-OAEP-256', { extractable: true })
    const answer = await app.handlers.keyImport({
      text: JSON.stringify(await exportJWK(pair.privateKey)),
      index: 0,
      use: 'enc',
      alg: 'RSA-OAEP-256',
      kid,
      certificate: null,
    })
    if (!answer.ok) throw new Error(JSON.stringify(answer.issues))
    return { id: answer.id, publicKey: pair.publicKey }
  }

  test('is opened by the key of the profile that has it, and verified by the issuer inside', async () => {
    const own = await encryptionKey('enc-b')
    const other = await encryptionKey('enc-a')
    await addProfile({ name: 'B2', issuer: issuerB, clientId: 'b2', decryptionKeyId: own.id })
    await addProfile({ name: 'A2', clientId: 'a2', decryptionKeyId: other.id })
    for (const kid of ['enc-b', undefined]) {
      const view = await inspect(await sealed(await idToken(), kid, own.publicKey))
      expect(view.decryption).toMatchObject({ status: 'opened', kid: 'enc-b' })
      expect(view.verification.status).toBe('valid')
    }
  })

  test('to a key that no profile has stays closed, and nothing is said of a signature', async () => {
    const { publicKey } = await generateKeyPair('RSA-OAEP-256')
    const view = await inspect(await sealed(await idToken(), 'x', publicKey))
    expect(view.decryption).toMatchObject({ status: 'closed', reason: 'no-key' })
    expect(view.verification).toMatchObject({ status: 'not-run', reason: 'encrypted' })
  })
})

test.each([
  ['a reference', '9f3QeKcZ0VtXyLr7Bn2MwAhJs5DgUoPi8TfRqEbYk1C'],
  ['a UUID', '2b1c5d3e-8a44-4d3a-9b53-0f4e6a0e9f1a'],
  ['hex', 'deadbeefdeadbeefdeadbeefdeadbeef'],
  ['base64', 'q83vEjRWeJA+/w=='],
  ['two parts', 'ory_at_Zk4WmR8v.Q1xTn6LhB3y'],
  ['three parts by chance', 'abc.def.ghi'],
  ['five parts by chance', 'ya29.a0.Af.Hk.2u'],
  ['with a bar', '17|9f3QeKcZ0VtXyLr7Bn2MwAhJ'],
  ['Bearer and a reference', 'Bearer 9f3QeKcZ0VtXyLr7Bn2Mw'],
])('%s is an opaque token: neutral', async (_, text) => {
  const { role, verification, results } = await inspect(text)
  expect(role.kind).toBe('opaque')
  expect(verification).toMatchObject({ status: 'not-run', reason: 'opaque' })
  expect(results).toEqual([])
})

test('a damaged JWT is not an opaque token', async () => {
  const text = await idToken()
  const [header = '', payload = '', signature = ''] = text.split('.')
  const damaged = [
    `${header}.${payload}`,
    `${header}.${payload}.${signature}=`,
    `${header}*.${payload}.${signature}`,
    `${header.slice(1)}.${payload}.${signature}`,
    `${header}.${payload}.${signature}.x`,
    header,
    '{"id_token":"x"}',
    'https://app.example/cb#id_token=x',
    'two words',
  ]
  for (const each of damaged) {
    const { role, verification } = await inspect(each)
    expect([each, role.kind === 'opaque']).toEqual([each, false])
    expect(verification).toMatchObject({ status: 'invalid', reason: 'malformed' })
  }
})

test('an unsigned token is red, whoever it names', async () => {
  for (const iss of [issuerB, 'https://bank-c.example']) {
    const text = raw({ alg: 'none' }, JSON.stringify({ ...idClaims, iss }), '')
    expect(await verificationOf(text)).toMatchObject({ status: 'invalid', reason: 'alg-none' })
  }
})

test('an ID token by a shared secret is not checked', async () => {
  const text = await new SignJWT(idClaims)
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new Uint8Array(32))
  expect(await verificationOf(text)).toMatchObject({ status: 'not-run', reason: 'alg-symmetric' })
})

test('pasted keys open what no profile can', async () => {
  const unknown = samples.find(({ name }) => name === 'software statement of a directory')
  const view = await inspect((await unknown?.make('a', 'good')) ?? '', {
    jwks: JSON.stringify({ keys: [keys.statement.jwk] }),
  })
  expect(view.verification).toMatchObject({ status: 'valid', source: 'pasted' })
})
