import { CompactEncrypt, SignJWT, exportJWK, generateKeyPair } from 'jose'
import { beforeEach, describe, expect, test } from 'vitest'
import type { JsonObject } from '@/lib/model/json'
import { createKey } from '../../rules/tokens'
import { browser, app } from './harness'
import { publicMembers, samples, times } from './token-samples'
import {
  addProfile,
  clients,
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
  ])('that is %s names no signer', async (_, iss) => {
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

  test('that appears twice names no one', async () => {
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

  test('may not be those of a kind of token that Parley does not know', async () => {
    const header = { typ: 'entity-statement+jwt' }
    for (const kid of ['other', 'sig', undefined]) {
      const text = await idToken({}, keys.statement, { ...header, kid })
      const { verification, results } = await inspect(text)
      expect(verification).toMatchObject({ status: 'not-run', reason: 'issuer-key-other' })
      expect(results.filter(({ outcome }) => outcome === 'failed')).toEqual([])
    }
    expect(await verificationOf(await idToken({}, keys.b, header))).toMatchObject({
      status: 'valid',
    })
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
      // The encryption is judged although the JWT inside is judged too.
      expect(view.results.find(({ id }) => id === 'jose-jwe-alg')?.outcome).toBe('passed')
    }
  })

  test('to a key that no profile has stays closed, and nothing is said of a signature', async () => {
    const { publicKey } = await generateKeyPair('RSA-OAEP-256')
    const view = await inspect(await sealed(await idToken(), 'x', publicKey))
    expect(view.decryption).toMatchObject({ status: 'closed', reason: 'no-key' })
    expect(view.verification).toMatchObject({ status: 'not-run', reason: 'encrypted' })
  })
})

test('a token for several clients is judged by the one that it was issued to', async () => {
  await addProfile({ name: 'B2', issuer: issuerB, clientId: 'b2' })
  for (const azp of [clients.b, 'b2']) {
    const { results } = await inspect(await idToken({ aud: ['b2', clients.b], azp }))
    expect(results.find(({ id }) => id === 'idt-azp')?.outcome).toBe('passed')
  }
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
  const { role, verification, decryption, results } = await inspect(text)
  expect(role.kind).toBe('opaque')
  expect(decryption).toBeNull()
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

test('an unsigned token fails for any issuer', async () => {
  for (const iss of [issuerB, 'https://bank-c.example']) {
    const text = raw({ alg: 'none' }, JSON.stringify({ ...idClaims, iss }), '')
    expect(await verificationOf(text)).toMatchObject({ status: 'invalid', reason: 'alg-none' })
  }
})

test('an ID token by a secret that Parley does not have is not checked', async () => {
  const text = await new SignJWT(idClaims)
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new Uint8Array(32))
  expect(await verificationOf(text)).toMatchObject({ status: 'not-run', reason: 'secret-missing' })
})

test('pasted keys open what no profile can', async () => {
  const unknown = samples.find(({ name }) => name === 'software statement of a directory')
  const view = await inspect((await unknown?.make('a', 'good')) ?? '', {
    jwks: JSON.stringify({ keys: [keys.statement.jwk] }),
  })
  expect(view.verification).toMatchObject({ status: 'valid', source: 'pasted' })
})
