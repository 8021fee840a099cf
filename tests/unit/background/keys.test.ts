import { CompactEncrypt, SignJWT, compactDecrypt, importJWK, jwtVerify, type JWK } from 'jose'
import { beforeEach, describe, expect, test } from 'vitest'
import { createKeys } from '@/lib/background/keys-service'
import { createStore, type Store } from '@/lib/background/store'
import type { CommandResult } from '@/lib/messaging/command-result'
import type { PrivateKeyHandle } from '@/lib/model/key'
import { certificate, certificatePem } from '../jose/certificate-samples'
import { jwk, pairs, pem, publicMembers } from '../jose/key-samples'
import { fakeBrowser } from './fake-ports'

const minute = 60_000
const rsa = pem(pairs.RSA.privateKey)
const own = certificate(
  { cn: 'Own', publicKey: pairs.RSA.publicKey },
  { cn: 'Root', privateKey: pairs['P-256'].privateKey },
)
const stranger = certificate(
  { cn: 'Stranger', publicKey: pairs['P-384'].publicKey },
  { cn: 'Root', privateKey: pairs['P-256'].privateKey },
)
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
const wanted = {
  text: rsa,
  index: 0,
  use: 'sig',
  alg: 'PS256',
  kid: 'a',
  certificate: null,
} as const

let browser = fakeBrowser()
let store: Store
let keys: ReturnType<typeof createKeys>

/** The worker dies and starts again. */
function restart(): void {
  store = createStore(browser.ports)
  keys = createKeys(browser.ports, store)
}

beforeEach(() => {
  browser = fakeBrowser()
  restart()
})

const infos = () => browser.ports.keyInfos.getValue()
const idOf = (answer: CommandResult<{ id: string }>): string =>
  answer.ok ? answer.id : expect.unreachable(JSON.stringify(answer.issues))
const importRsa = async (changes: Partial<Parameters<typeof keys.importKey>[0]> = {}) =>
  idOf(await keys.importKey({ ...wanted, ...changes }))
const held = async (id: string): Promise<PrivateKeyHandle> =>
  (await keys.held(id)) ?? expect.unreachable('No key')
const refusal = (field: string, code: string) => ({
  ok: false,
  issues: [expect.objectContaining({ field, code })],
})

async function expectSigns({ info, privateKey }: PrivateKeyHandle): Promise<void> {
  const text = await new SignJWT({}).setProtectedHeader({ alg: info.alg }).sign(privateKey)
  await jwtVerify(text, await importJWK(info.publicJwk as unknown as JWK, info.alg))
}

describe('recognise', () => {
  test('lists the keys, and other entries of the storage', async () => {
    const set = { keys: [jwk(pairs['P-256'].privateKey), jwk(pairs.RSA.publicKey)] }
    expect(await keys.recognise(JSON.stringify(set))).toMatchObject({
      ok: true,
      keys: [{ alg: 'ES256' }],
      issues: [{ field: 'text', code: 'key_public', seen: '2: –' }],
    })
  })

  test('refuses where there is none, and stores nothing', async () => {
    expect(await keys.recognise('text')).toEqual(refusal('text', 'key_not_recognised'))
    expect(await infos()).toEqual([])
  })
})

describe('import', () => {
  test('keeps what may be known, and a key that signs', async () => {
    const id = await importRsa({ kid: ' a ' })
    expect(await infos()).toEqual([
      {
        id,
        use: 'sig',
        kid: 'a',
        alg: 'PS256',
        algs: ['PS256', 'PS384', 'PS512', 'RS256', 'RS384', 'RS512'],
        kty: 'RSA',
        crv: null,
        size: 2048,
        thumbprint: expect.stringMatching(/^[\w-]{43}$/),
        publicJwk: publicMembers(jwk(pairs.RSA.privateKey)),
        x5c: [],
        origin: 'imported',
        createdAt: browser.state.now,
      },
    ])
    restart()
    await expectSigns(await held(id))
  })

  test('nothing private is in the areas of storage', async () => {
    const text = JSON.stringify({ ...jwk(pairs.RSA.privateKey), kid: 'a' })
    await importRsa({ text })
    await keys.importKey({ ...wanted, text, alg: 'none' })
    const areas = await Promise.all([
      infos(),
      browser.ports.local.get(null),
      browser.ports.session.get(null),
    ])
    const { kty: _kty, n: _n, e: _e, ...secrets } = jwk(pairs.RSA.privateKey)
    for (const secret of Object.values(secrets))
      expect(JSON.stringify(areas)).not.toContain(secret.slice(0, 20))
  })

  test('takes the certificates beside the key, or others, or none', async () => {
    const text = rsa + certificatePem(own)
    const ids = [
      await importRsa({ text }),
      await importRsa({ certificate: certificatePem(own) }),
      await importRsa({ text, certificate: ' ' }),
    ]
    const found = await Promise.all(ids.map(held))
    expect(found.map(({ info }) => info.x5c)).toEqual([[base64(own)], [base64(own)], []])
  })

  test.each([
    ['text', 'key_gone', { index: 1 }],
    ['text', 'key_public', { text: JSON.stringify(jwk(pairs.RSA.publicKey)) }],
    ['alg', 'key_alg', { alg: 'ES256' }],
    ['alg', 'key_alg', { use: 'enc' }],
    ['kid', 'key_kid', { kid: '  ' }],
    ['certificate', 'certificate_mismatch', { certificate: certificatePem(stranger) }],
    ['certificate', 'certificate_unreadable', { certificate: 'text' }],
  ] as const)('refuses at %s: %s', async (field, code, changes) => {
    expect(await keys.importKey({ ...wanted, ...changes })).toEqual(refusal(field, code))
    expect(await infos()).toEqual([])
  })

  test('several keys may have the same kid', async () => {
    await importRsa()
    await importRsa({ use: 'enc', alg: 'RSA-OAEP' })
    await importRsa()
    expect((await infos()).map(({ kid }) => kid)).toEqual(['a', 'a', 'a'])
  })

  test('no key stays behind where nothing can be known of it', async () => {
    const removed: string[] = []
    const { ports } = browser
    const full = {
      ...ports,
      keyInfos: { ...ports.keyInfos, setValue: () => Promise.reject(new Error('full')) },
      keys: {
        ...ports.keys,
        remove: async (ids: readonly string[]) => void removed.push(...ids),
      },
    }
    await expect(createKeys(full, createStore(full)).importKey(wanted)).rejects.toThrow('full')
    expect(removed).toEqual(['id1'])
  })
})

describe('generate', () => {
  test.each([
    ['sig', 'PS256'],
    ['sig', 'ES256'],
    ['sig', 'EdDSA'],
  ] as const)('a key for %s by %s', async (use, alg) => {
    const key = await held(idOf(await keys.generate({ use, alg, kid: null })))
    expect(key.info).toMatchObject({ use, alg, origin: 'generated', kid: key.info.thumbprint })
    expect(key.privateKey.extractable).toBe(false)
    await expectSigns(key)
  })

  test('under a name', async () => {
    const { info } = await held(
      idOf(await keys.generate({ use: 'sig', alg: 'ES256', kid: ' mine ' })),
    )
    expect(info.kid).toBe('mine')
  })

  test('refuses what it cannot make', async () => {
    const kid = null
    expect(await keys.generate({ use: 'sig', alg: 'HS256', kid })).toEqual(
      refusal('alg', 'key_alg'),
    )
    expect(await keys.generate({ use: 'sig', alg: 'ES256', kid: ' ' })).toEqual(
      refusal('kid', 'key_kid'),
    )
  })
})

describe('edit', () => {
  test('an RSA key signs by another algorithm afterwards', async () => {
    const id = await importRsa()
    const answer = await keys.edit({ id, kid: ' b ', alg: 'RS256', certificate: null })
    expect(answer).toEqual({ ok: true })
    const key = await held(id)
    expect(key.info).toMatchObject({ kid: 'b', alg: 'RS256' })
    expect(key.privateKey.algorithm.name).toBe('RSASSA-PKCS1-v1_5')
    await expectSigns(key)
  })

  test('a certificate comes, stays and goes', async () => {
    const id = await importRsa()
    const x5cAfter = async (text: string | null) => {
      await keys.edit({ id, kid: 'a', alg: 'PS256', certificate: text })
      return (await held(id)).info.x5c
    }
    expect(await x5cAfter(certificatePem(own))).toEqual([base64(own)])
    expect(await x5cAfter(null)).toEqual([base64(own)])
    expect(await x5cAfter(certificatePem(stranger))).toEqual([base64(own)])
    expect(await x5cAfter('')).toEqual([])
  })

  test('refuses with all that is wrong, and changes nothing', async () => {
    const id = await importRsa()
    const before = await infos()
    const answer = await keys.edit({ id, kid: '', alg: 'ES256', certificate: 'text' })
    expect(answer).toMatchObject({
      ok: false,
      issues: [{ field: 'kid' }, { field: 'alg' }, { field: 'certificate' }],
    })
    expect(await keys.edit({ id: 'x', kid: 'a', alg: 'PS256', certificate: null })).toEqual({
      ok: false,
      issues: [{ code: 'key_gone' }],
    })
    expect(await infos()).toEqual(before)
  })
})

describe('removal', () => {
  test('can be undone for a minute; then the key is gone', async () => {
    const id = await importRsa()
    await keys.remove(id)
    expect(await keys.held(id)).toBeNull()
    browser.state.now += minute - 1
    await keys.sweep()
    await keys.restore(id)
    await expectSigns(await held(id))
    await keys.remove(id)
    browser.state.now += minute
    await keys.sweep()
    await keys.restore(id)
    expect(await infos()).toEqual([])
    expect(await browser.ports.keys.get(id)).toBeNull()
  })

  test('leaves the other keys', async () => {
    const [first, second] = [await importRsa(), await importRsa()]
    await keys.remove(first)
    browser.state.now += minute
    await keys.sweep()
    expect((await infos()).map(({ id }) => id)).toEqual([second])
    await expectSigns(await held(second))
  })
})

test('what was never there is null', async () => {
  const id = await importRsa()
  expect(await keys.held(null)).toBeNull()
  expect(await keys.held('x')).toBeNull()
  await browser.ports.keys.remove([id])
  expect(await keys.held(id)).toBeNull()
})

describe('decryption keys', () => {
  test('are the one of the profile, for each algorithm', async () => {
    const decryptionKeyId = await importRsa({ use: 'enc', alg: 'RSA-OAEP' })
    const found = await keys.decryptionKeys({ decryptionKeyId })
    expect(found.map(({ kid, alg }) => [kid, alg])).toEqual([
      ['a', 'RSA-OAEP-256'],
      ['a', 'RSA-OAEP'],
      ['a', 'RSA-OAEP-384'],
      ['a', 'RSA-OAEP-512'],
    ])
    for (const { alg, privateKey } of found) {
      const text = await new CompactEncrypt(Uint8Array.of(1))
        .setProtectedHeader({ alg, enc: 'A256GCM' })
        .encrypt(pairs.RSA.publicKey)
      expect([...(await compactDecrypt(text, privateKey)).plaintext]).toEqual([1])
    }
  })

  test('are none where the profile has none, or it was removed', async () => {
    const decryptionKeyId = await importRsa({ use: 'enc', alg: 'RSA-OAEP' })
    await keys.remove(decryptionKeyId)
    expect(await keys.decryptionKeys({ decryptionKeyId })).toEqual([])
    expect(await keys.decryptionKeys({ decryptionKeyId: null })).toEqual([])
  })
})
