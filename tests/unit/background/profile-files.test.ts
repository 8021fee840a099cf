import fc from 'fast-check'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { createProfileFiles, type KeyImport } from '@/lib/background/profile-files'
import { createProfiles } from '@/lib/background/profiles-service'
import { readImportFile } from '@/lib/background/import-file'
import { secretKey } from '@/lib/storage/state'
import { createStore } from '@/lib/background/store'
import type { DiscoverySource, ProfileDraft } from '@/lib/oauth/profile'
import { newDraft } from '@/lib/oauth/profile-defaults'
import { rsaKey } from '../../samples/key'
import { fakeBrowser } from './fake-ports'

const pem = '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----'

const draft: ProfileDraft = {
  ...newDraft(0),
  name: 'Bank',
  issuer: 'https://auth.example',
  clientId: 'tpp',
  redirectUris: ['https://app.example/cb'],
}

function setUp() {
  const browser = fakeBrowser()
  const store = createStore(browser.ports)
  const metadata = { refresh: async () => null } as never
  const profiles = createProfiles(browser.ports, store, metadata, async () => undefined)
  const keys = {
    recognise: vi.fn<KeyImport['recognise']>(async () => ({
      ok: true,
      keys: [
        { ...rsaKey, index: 0, format: 'pkcs8', kid: null, use: 'sig', hasCertificate: false },
      ],
    })),
    importKey: vi.fn<KeyImport['importKey']>(async () => ({ ok: true, id: 'k7' })),
  }
  const shelve = vi.fn<(text: string) => Promise<{ ok: boolean }>>(async () => ({ ok: true }))
  const files = createProfileFiles(browser.ports, store, keys, {
    refresh: async () => undefined,
    shelve,
  })
  return { browser, store, profiles, keys, files, shelve }
}

let world = setUp()
beforeEach(() => {
  world = setUp()
})

const saved = async (change: Partial<ProfileDraft> = {}) => {
  const answer = await world.profiles.save({ ...draft, ...change })
  return answer.ok ? answer.id : ''
}
const all = async () => (await world.store.data()).profiles

describe('a client secret', () => {
  test('is kept in memory, and pages only know that it is there', async () => {
    const id = await saved()
    await world.profiles.secret(id, 's3cret')
    expect(world.browser.session.values.get(secretKey(id))).toBe('s3cret')
    expect(world.browser.session.values.get('secrets')).toEqual([id])
    await world.profiles.secret(id, null)
    expect(world.browser.session.values.has(secretKey(id))).toBe(false)
    expect(world.browser.session.values.get('secrets')).toEqual([])
  })

  test('of a profile that does not exist is not stored', async () => {
    await world.profiles.secret('nobody', 's')
    expect(world.browser.session.values.has(secretKey('nobody'))).toBe(false)
  })
})

test('a copy has the same keys and another name, and becomes the current one', async () => {
  const id = await saved({ signingKeyId: 'k1' })
  const first = await world.profiles.duplicate(id)
  const second = await world.profiles.duplicate(first.ok ? first.id : '')
  const profiles = await all()
  expect(profiles.map(({ name }) => name)).toEqual(['Bank', 'Bank 2', 'Bank 3'])
  expect(profiles[1]).toMatchObject({ signingKeyId: 'k1', clientId: 'tpp' })
  expect((await world.store.data()).settings.currentProfileId).toBe(second.ok && second.id)
  expect(await world.profiles.duplicate('nobody')).toMatchObject({ ok: false })
})

test('the exchange of codes is switched', async () => {
  const id = await saved()
  await world.profiles.autoExchange(id, true)
  expect((await all())[0]?.autoExchange).toBe(true)
})

describe('a Parley file', () => {
  test('has neither ids nor secrets, and names the key', async () => {
    await world.store.run((_, save) => save({ keys: [rsaKey] }))
    const id = await saved({ signingKeyId: 'k1' })
    await world.profiles.secret(id, 's3cret')
    const { text } = await world.files.export({ ids: null, secrets: false })
    expect(text).not.toContain('s3cret')
    expect(text).not.toContain(id)
    expect(JSON.parse(text)).toMatchObject({
      parley: 'profiles',
      version: 1,
      profiles: [{ signingKey: { kid: 'sig-1', alg: 'PS256', thumbprint: 'thumb' } }],
    })
    expect((await world.files.export({ ids: [], secrets: true })).text).not.toContain('Bank')
  })

  test('read again it is the same profile, with its key and secret', async () => {
    await world.store.run((_, save) => save({ keys: [rsaKey] }))
    const id = await saved({ signingKeyId: 'k1' })
    await world.profiles.secret(id, 's3cret')
    const { text } = await world.files.export({ ids: [id], secrets: true })
    const answer = await world.files.import(text)
    const [first, second] = await all()
    expect({ ...second, id, createdAt: first?.createdAt }).toEqual(first)
    expect(answer.ok && answer.report.left).toEqual([])
    expect(world.browser.session.values.get(secretKey(second?.id ?? ''))).toBe('s3cret')
  })

  test('a key that is not held is named', async () => {
    await world.store.run((_, save) => save({ keys: [rsaKey] }))
    await saved({ signingKeyId: 'k1' })
    const { text } = await world.files.export({ ids: null, secrets: false })
    world = setUp()
    const answer = await world.files.import(text)
    expect(answer.ok && answer.report.left).toEqual([
      { name: 'signingKey sig-1 PS256 thumb', code: 'key_not_held' },
    ])
    expect((await all())[0]?.signingKeyId).toBeNull()
  })

  test('an invalid setting is named, and its default used', async () => {
    const file = {
      parley: 'profiles',
      version: 1,
      profiles: [{ clientId: 'c', issuer: 'https://a.example', scope: 1, id: 'x', later: true }],
    }
    const answer = await world.files.import(JSON.stringify(file))
    expect(answer.ok && answer.report.left.map(({ name }) => name)).toEqual([
      'scope',
      'id',
      'later',
    ])
    expect((await all())[0]).toMatchObject({ clientId: 'c', scope: 'openid accounts profile' })
  })

  test.each(['ofm', 'fapi2', 'oauth2'] as const)(
    'any profile comes back, once what was withheld is confirmed: %s',
    async (ruleProfile) => {
      const text = fc.string()
      await fc.assert(
        fc.asyncProperty(
          fc.record({
            responseMode: text.map((value) => value.trim()),
            claims: text,
            authorizationDetails: text,
            autoExchange: fc.boolean(),
            discovery: fc.constantFrom<DiscoverySource>(
              { kind: 'derived' },
              { kind: 'url', url: 'https://evil.example/metadata' },
              { kind: 'document', text: '{"token_endpoint":"https://evil.example/token"}' },
            ),
            resourceServers: fc.subarray(['https://rs.example/v1', 'https://rs2.example']),
            redirectUris: fc.array(fc.webUrl()),
            tokenParams: fc.array(fc.tuple(fc.stringMatching(/^[a-z]+$/), text)),
          }),
          async (change) => {
            const { store, files, profiles } = setUp()
            const profile = { ...draft, ...change, ruleProfile, id: 'a', createdAt: 1 }
            await store.run((_, save) => save({ profiles: [profile] }))
            const { text: file } = await files.export({ ids: null, secrets: false })
            const answer = await files.import(file)
            expect((await store.data()).profiles[1]).toMatchObject({
              autoExchange: false,
              discovery: { kind: 'derived' },
            })
            for (const { profileId, setting } of (answer.ok && answer.report.withheld) || [])
              await profiles.take(profileId, setting)
            const [first, second] = (await store.data()).profiles
            expect({ ...second, id: 'a', createdAt: 1 }).toEqual(first)
          },
        ),
        { numRuns: 30 },
      )
    },
  )
})

describe('a Postman file', () => {
  const environment = {
    name: 'Env',
    values: [
      { key: 'client_id', value: 'c', enabled: true },
      { key: 'issuer', value: 'https://a.example' },
      { key: 'private_key', value: pem },
      { key: 'kid', value: 'sig-9' },
      { key: 'request_uri', value: 'urn:x:1' },
      { key: 'broken' },
      7,
    ],
  }

  test('its key goes to the import and nowhere else, its request_uri on the list', async () => {
    const answer = await world.files.import(JSON.stringify(environment))
    expect(answer).toMatchObject({ ok: true, report: { source: 'postman-environment' } })
    expect(world.keys.importKey).toHaveBeenCalledWith(
      expect.objectContaining({ text: pem, use: 'sig', kid: 'sig-9', alg: 'PS256' }),
    )
    expect(world.shelve).toHaveBeenCalledWith('urn:x:1')
    expect((await all())[0]).toMatchObject({ clientId: 'c', signingKeyId: 'k7' })
    const stored = JSON.stringify([await all(), [...world.browser.session.values], answer])
    expect(stored).not.toContain('MIIE')
  })

  test('a key that cannot be read is named', async () => {
    world.keys.recognise.mockResolvedValue({ ok: false, issues: [{ code: 'key_encrypted' }] })
    const answer = await world.files.import(JSON.stringify(environment))
    expect(answer.ok && answer.report.left).toContainEqual({
      name: 'private_key',
      code: 'key_not_read',
    })
  })

  test('a collection is read with its folders, bodies, auth and scripts', () => {
    const collection = {
      info: { name: 'Guide', schema: 'v2.1' },
      variable: [{ key: 'client_id', value: 'c' }],
      auth: { type: 'oauth2', oauth2: [{ key: 'authUrl', value: 'https://a.example/auth' }] },
      item: [
        {
          name: 'folder',
          item: [
            {
              name: 'par',
              event: [{ listen: 'prerequest', script: { exec: ['const a', 'b'] } }],
              request: {
                method: 'POST',
                url: { raw: 'https://a.example/par' },
                body: { mode: 'urlencoded', urlencoded: [{ key: 'scope', value: 'openid' }] },
              },
            },
            { name: 'get', request: 'https://a.example/x' },
            null,
          ],
        },
      ],
    }
    const read = readImportFile(JSON.stringify(collection))
    expect(read).toMatchObject({
      ok: true,
      file: {
        source: 'postman-collection',
        file: {
          name: 'Guide',
          variables: [{ name: 'client_id' }, { name: 'authUrl' }],
          requests: [{ name: 'par', params: [{ name: 'scope' }] }, { url: 'https://a.example/x' }],
          scripts: ['const a\nb'],
        },
      },
    })
  })
})

describe('anything else', () => {
  test.each([
    ['', 'import_not_json'],
    ['{}', 'import_unknown'],
    ['[]', 'import_unknown'],
    ['{"parley":"profiles","version":2,"profiles":[]}', 'import_version'],
    ['{"parley":"profiles","version":1,"profiles":[]}', 'import_no_profile'],
    ['{"name":"x","values":[]}', 'import_no_profile'],
    [' '.repeat(5_000_001), 'import_too_large'],
  ])('%.60s', async (text, code) => {
    expect(await world.files.import(text)).toMatchObject({ ok: false, issues: [{ code }] })
    expect(await all()).toEqual([])
  })

  test('never throws', async () => {
    const shapes = fc.oneof(
      fc.json(),
      fc
        .jsonValue()
        .map((value) => JSON.stringify({ name: 'x', values: [value, { key: value, value }] })),
      fc
        .jsonValue()
        .map((value) =>
          JSON.stringify({ info: {}, item: [{ item: [value], request: value, event: [value] }] }),
        ),
      fc.jsonValue().map((value) =>
        JSON.stringify({
          info: {},
          item: [{ request: { url: value, body: value, auth: value } }],
        }),
      ),
      fc.jsonValue().map((value) =>
        JSON.stringify({
          parley: 'profiles',
          version: 1,
          profiles: [{ signingKey: value, scope: value, discovery: value }],
        }),
      ),
    )
    await fc.assert(
      fc.asyncProperty(shapes, async (text) => {
        expect(typeof (await setUp().files.import(text)).ok).toBe('boolean')
      }),
    )
  })
})
