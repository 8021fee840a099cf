import { beforeEach, describe, expect, test, vi } from 'vitest'
import { metadataKey, type MetadataRecord } from '@/lib/storage/state'
import { issuer } from '../flow/browser'
import { app, browser, draft, metadata, par, reset, stored, withProfile } from './harness'

beforeEach(() => reset())

describe('metadata', () => {
  test('of another issuer is shown and never used', async () => {
    browser.state.answers.set(`${issuer}/.well-known/openid-configuration`, () =>
      Response.json({ ...metadata, issuer: `${issuer}/` }),
    )
    const record = await app.handlers.metadataProbe({ issuer, discovery: { kind: 'derived' } })
    expect(record.issues).toEqual([
      { code: 'metadata_issuer', seen: `${issuer}/`, expected: issuer },
    ])
    await app.handlers.profileSave(draft)
    await app.onAccessChanged()
    expect(await app.handlers.requestAdd({ text: par, details: null, open: 'tab' })).toMatchObject({
      ok: false,
      issues: [{ code: 'metadata_missing' }],
    })
  })

  test('is found by its own URL too', async () => {
    browser.state.answers.set(`${issuer}/.well-known/openid-configuration`, () =>
      Response.json(metadata),
    )
    const typed = ` ${issuer}/.well-known/openid-configuration`
    expect(
      await app.handlers.metadataProbe({ issuer: typed, discovery: { kind: 'derived' } }),
    ).toMatchObject({
      issuer,
      issues: [],
    })
  })

  test('in the form of RFC 8414 if the other does not respond', async () => {
    browser.state.answers.set(
      `${issuer}/.well-known/openid-configuration`,
      () => new Response('no', { status: 404 }),
    )
    browser.state.answers.set(`${issuer}/.well-known/oauth-authorization-server`, () =>
      Response.json(metadata),
    )
    expect(
      await app.handlers.metadataProbe({ issuer, discovery: { kind: 'derived' } }),
    ).toMatchObject({
      issues: [],
      document: { form: 'oauth' },
    })
  })

  test('that cannot be fetched names the missing access, or the server', async () => {
    expect(
      (await app.handlers.metadataProbe({ issuer, discovery: { kind: 'derived' } })).issues[0]
        ?.code,
    ).toBe('fetch_access')
    browser.granted.add(`${issuer}/*`)
    expect(
      (await app.handlers.metadataProbe({ issuer, discovery: { kind: 'derived' } })).issues[0]
        ?.code,
    ).toBe('fetch_unreachable')
  })

  test('is kept if the server does not respond', async () => {
    await withProfile()
    browser.state.answers.clear()
    const id = (await browser.ports.profiles.getValue())[0]?.id ?? ''
    expect(await app.handlers.metadataRefresh({ profileId: id })).toMatchObject({ document: null })
    expect(await app.handlers.requestAdd({ text: par, details: null, open: 'tab' })).toMatchObject({
      ok: true,
    })
  })
})

describe('what the issuer published before', () => {
  const url = `${issuer}/.well-known/openid-configuration`
  const read = async (document: object) => {
    browser.state.answers.set(url, () => Response.json(document))
    const id = (await browser.ports.profiles.getValue())[0]?.id ?? ''
    await app.handlers.metadataRefresh({ profileId: id })
    const key = metadataKey(id)
    const kept = await browser.ports.local.get([key])
    return { id, record: kept[key] as MetadataRecord | undefined }
  }

  test('is kept when the document changes, and stays when it is read again unchanged', async () => {
    await withProfile()
    const changed = { ...metadata, scopes_supported: ['openid'] }
    expect((await read(metadata)).record?.earlier).toBeUndefined()
    for (const document of [changed, changed]) {
      const { record } = await read(document)
      expect(record?.document?.json).toEqual(changed)
      expect(record?.earlier?.document.json).toEqual(metadata)
    }
  })

  test('is judged by the rules of today', async () => {
    await withProfile()
    const { id } = await read({ ...metadata, code_challenge_methods_supported: ['S256'] })
    const judged = async (data: { earlier?: true }) =>
      (await app.handlers.readinessRead({ profileId: id, ...data }))?.oauth2.find(
        ({ about }) => about === 'code_challenge_methods_supported',
      )?.outcome
    expect(await judged({})).toBe('passed')
    expect(await judged({ earlier: true })).not.toBe('passed')
  })
})

describe('the source of the metadata', () => {
  const explicit = 'https://docs.example/metadata'
  const save = async (discovery: (typeof draft)['discovery'] | object) => {
    await app.handlers.profileSave({ ...draft, discovery } as typeof draft)
    await app.onAccessChanged()
    const [profile] = await browser.ports.profiles.getValue()
    const record = await app.handlers.metadataRefresh({ profileId: profile?.id ?? '' })
    if (!record) throw new Error('No profile')
    return record
  }

  test('is a separate URL', async () => {
    browser.state.answers.set(explicit, () => Response.json(metadata))
    const record = await save({ kind: 'url', url: explicit })
    expect(record).toMatchObject({ issues: [], document: { url: explicit, form: 'explicit' } })
    expect(record.tries).toEqual([{ url: explicit, status: 200, issues: [] }])
    expect(Object.values(stored('access')).flat()).toContainEqual(
      expect.objectContaining({ origin: 'https://docs.example', roles: ['issuer'] }),
    )
  })

  test('is a pasted document', async () => {
    const record = await save({ kind: 'document', text: JSON.stringify(metadata) })
    expect(record).toMatchObject({ issues: [], tries: [], document: { url: '', status: null } })
    expect(await app.handlers.requestAdd({ text: par, details: null, open: 'tab' })).toMatchObject({
      ok: true,
    })
  })

  test('is read by a probe as well', async () => {
    browser.state.answers.set(explicit, () => Response.json(metadata))
    const discovery = { kind: 'url', url: explicit } as const
    expect(await app.handlers.metadataProbe({ issuer, discovery })).toMatchObject({ issues: [] })
  })

  test('that has no access is named, each URL by itself', async () => {
    browser.granted.add(`${issuer}/*`)
    const record = await save({ kind: 'url', url: explicit })
    expect(record.issues).toMatchObject([{ code: 'fetch_access' }])
    expect(record.tries).toMatchObject([{ url: explicit, issues: [{ code: 'fetch_access' }] }])
  })

  test('every URL that was tried is reported', async () => {
    browser.granted.add(`${issuer}/*`)
    const { tries } = await save({ kind: 'derived' })
    expect(tries.map(({ url }) => url)).toEqual([
      `${issuer}/.well-known/openid-configuration`,
      `${issuer}/.well-known/oauth-authorization-server`,
    ])
    expect(tries[1]?.issues).toMatchObject([{ code: 'fetch_unreachable' }])
  })

  test('that was changed while it was read keeps what the new one says', async () => {
    await withProfile()
    const [profile] = await browser.ports.profiles.getValue()
    const { id = '' } = profile ?? {}
    let answer = (_: Response) => {}
    const late = new Promise<Response>((resolve) => (answer = resolve))
    vi.spyOn(browser.ports, 'fetch').mockReturnValue(late)
    const refreshed = app.handlers.metadataRefresh({ profileId: id })
    await Promise.resolve()
    const discovery = { kind: 'document', text: JSON.stringify({ ...metadata, mine: 1 }) } as const
    await app.handlers.profileSave({ ...draft, id, discovery })
    await app.handlers.metadataRefresh({ profileId: id })
    answer(Response.json(metadata))
    await refreshed
    const key = `metadata:${id}`
    expect((await browser.ports.local.get([key]))[key]).toMatchObject({ document: { url: '' } })
  })
})

test('access is asked for exactly the origins of the profile', async () => {
  await withProfile()
  browser.granted.add(`${issuer}/*`)
  await app.onAccessChanged()
  expect(Object.values(stored('access'))).toEqual([
    [
      {
        origin: issuer,
        pattern: `${issuer}/*`,
        roles: ['issuer', 'authorization'],
        granted: true,
        named: true,
        calls: [],
      },
      {
        origin: 'https://keys.example',
        pattern: 'https://keys.example/*',
        roles: ['jwks'],
        granted: false,
        named: false,
        calls: [],
      },
      {
        origin: 'https://app.example',
        pattern: 'https://app.example/*',
        roles: ['redirect'],
        granted: false,
        named: false,
        calls: [],
      },
    ],
  ])
})
