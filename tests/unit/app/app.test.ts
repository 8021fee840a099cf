import { beforeEach, describe, expect, test } from 'vitest'
import { createApp } from '@/lib/app/app'
import { flowKey, type SessionState } from '@/lib/app/state'
import type { Flow } from '@/lib/flow/flow'
import { responsesOf } from '@/lib/flow/flow-response'
import { issuer, navigation, redirectUri } from '../flow/browser'
import { fakeBrowser } from './fake-ports'

const metadata = {
  issuer,
  authorization_endpoint: `${issuer}/auth`,
  jwks_uri: 'https://keys.example/jwks',
  authorization_response_iss_parameter_supported: true,
}
const draft = {
  id: null,
  name: 'Bank',
  issuer,
  clientId: 'tpp',
  redirectUris: [redirectUri],
  ruleProfile: 'ofm',
  addScopeOpenid: true,
} as const
const par = JSON.stringify({ request_uri: 'urn:ietf:params:oauth:request_uri:a', expires_in: 90 })
const response = `${redirectUri}?code=c1&state=s1&iss=${encodeURIComponent(issuer)}`

let browser = fakeBrowser()
let app = createApp(browser.ports)
/** The worker dies and starts again: nothing but the browser is left. */
const restart = () => {
  app = createApp(browser.ports)
}

const stored = <K extends keyof SessionState>(key: K) =>
  browser.session.values.get(key) as SessionState[K]
const latestFlow = () => browser.session.values.get(flowKey(stored('latest') ?? '')) as Flow

async function withProfile() {
  browser.state.answers.set(`${issuer}/.well-known/openid-configuration`, () =>
    Response.json(metadata),
  )
  await app.handlers.profileSave(draft)
  await app.onAccessChanged()
}

beforeEach(() => {
  browser = fakeBrowser()
  restart()
})

const details = { label: null, expiresIn: null, receivedAt: null, nonce: null, codeVerifier: null }

describe('the main job', () => {
  test('a pasted PAR response is opened, used, answered and judged, with the worker killed between any two events', async () => {
    await withProfile()
    restart()
    const added = await app.handlers.requestAdd({
      text: par,
      details: { ...details, state: 's1' },
      open: 'tab',
    })
    expect(added).toMatchObject({ ok: true })
    const opened = browser.opened[0]
    expect(opened).toMatchObject({
      where: 'tab',
      url: `${issuer}/auth?client_id=tpp&scope=openid&request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3Aa`,
    })
    const tabId = opened?.tabId ?? 0
    const events = [
      ...navigation('1', tabId, [opened?.url ?? '', `${issuer}/login`], { status: 200 }, 1_000_100),
      ...navigation('2', tabId, [`${issuer}/approve`, response], { error: 'refused' }, 1_000_200),
    ]
    for (const event of events) {
      restart()
      await app.observe(event)
    }
    expect(stored('requests')).toMatchObject([{ usedAt: 1_000_000 }])
    expect(stored('flows')).toHaveLength(1)
    expect(browser.state.dot).toBe(true)
    const [answer, ...others] = responsesOf(latestFlow())
    expect(others).toEqual([])
    expect(answer?.params).toEqual([
      ['code', 'c1'],
      ['state', 's1'],
      ['iss', issuer],
    ])
    const outcomes = Object.fromEntries(
      answer?.results.map(({ id, outcome }) => [id, outcome]) ?? [],
    )
    expect(outcomes).toMatchObject({ 'ar-state-match': 'passed', 'ar-iss-match': 'passed' })
    expect(latestFlow().messages.map(({ kind }) => kind)).toEqual([
      'par-response',
      'authorization-request',
      'hop',
      'hop',
      'authorization-response',
    ])
  })

  test('killed between opening and the tab being known, the flow is still found', async () => {
    await withProfile()
    browser.ports.openUrl = async () => new Promise(() => {})
    void app.handlers.requestAdd({ text: par, details: null, open: 'tab' })
    await expect.poll(() => stored('flows')?.length).toBe(1)
    restart()
    const url = latestUrl()
    for (const event of navigation('1', 7, [url, response], { status: 200 }, 1_000_100))
      await app.observe(event)
    expect(stored('flows')).toHaveLength(1)
    expect(responsesOf(latestFlow())).toHaveLength(1)
  })
})

function latestUrl(): string {
  const id = stored('flows')[0]?.id ?? ''
  const flow = browser.session.values.get(flowKey(id)) as Flow
  const request = flow.messages.find((message) => message.kind === 'authorization-request')
  return request?.url ?? ''
}

describe('what cannot be opened says why, and loses nothing', () => {
  test('no profile', async () => {
    expect(await app.handlers.requestAdd({ text: par, details: null, open: 'tab' })).toEqual({
      ok: false,
      issues: [{ code: 'profile_missing' }],
    })
  })

  test('no metadata: the request is on the shelf', async () => {
    await app.handlers.profileSave(draft)
    expect(await app.handlers.requestAdd({ text: par, details: null, open: 'tab' })).toMatchObject({
      ok: false,
      issues: [{ code: 'metadata_missing' }],
    })
    expect(stored('requests')).toHaveLength(1)
  })

  test('the browser refuses the window', async () => {
    await withProfile()
    browser.ports.openUrl = async () => {
      throw new Error('incognito is off')
    }
    expect(
      await app.handlers.requestAdd({ text: par, details: null, open: 'private' }),
    ).toMatchObject({
      ok: false,
      issues: [{ code: 'open_refused', seen: 'incognito is off' }],
    })
    expect(stored('flows')).toEqual([])
    expect(stored('requests')).toMatchObject([{ usedAt: null }])
  })

  test('a text that is nothing known', async () => {
    expect(
      await app.handlers.requestAdd({ text: 'hello', details: null, open: null }),
    ).toMatchObject({
      ok: false,
      issues: [{ code: 'not_recognised', seen: 'hello' }],
    })
  })
})

describe('metadata', () => {
  test('of another issuer is shown and never used', async () => {
    browser.state.answers.set(`${issuer}/.well-known/openid-configuration`, () =>
      Response.json({ ...metadata, issuer: `${issuer}/` }),
    )
    const record = await app.handlers.metadataProbe({ issuer })
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
    expect(await app.handlers.metadataProbe({ issuer: typed })).toMatchObject({
      issuer,
      issues: [],
    })
  })

  test('in the form of RFC 8414 where the other does not answer', async () => {
    browser.state.answers.set(
      `${issuer}/.well-known/openid-configuration`,
      () => new Response('no', { status: 404 }),
    )
    browser.state.answers.set(`${issuer}/.well-known/oauth-authorization-server`, () =>
      Response.json(metadata),
    )
    expect(await app.handlers.metadataProbe({ issuer })).toMatchObject({
      issues: [],
      document: { form: 'oauth' },
    })
  })

  test('that cannot be fetched names the missing access, or the server', async () => {
    expect((await app.handlers.metadataProbe({ issuer })).issues[0]?.code).toBe('fetch_access')
    browser.granted.add(`${issuer}/*`)
    expect((await app.handlers.metadataProbe({ issuer })).issues[0]?.code).toBe('fetch_unreachable')
  })

  test('that once was read is kept when the server does not answer', async () => {
    await withProfile()
    browser.state.answers.clear()
    const id = (await browser.ports.profiles.getValue())[0]?.id ?? ''
    expect(await app.handlers.metadataRefresh({ profileId: id })).toMatchObject({ document: null })
    expect(await app.handlers.requestAdd({ text: par, details: null, open: 'tab' })).toMatchObject({
      ok: true,
    })
  })
})

test('access is asked for exactly the origins of the profile', async () => {
  await withProfile()
  browser.granted.add(`${issuer}/*`)
  await app.onAccessChanged()
  expect(Object.values(stored('access'))).toEqual([
    [
      { origin: issuer, pattern: `${issuer}/*`, roles: ['issuer', 'authorization'], granted: true },
      {
        origin: 'https://keys.example',
        pattern: 'https://keys.example/*',
        roles: ['jwks'],
        granted: false,
      },
      {
        origin: 'https://app.example',
        pattern: 'https://app.example/*',
        roles: ['redirect'],
        granted: false,
      },
    ],
  ])
})

describe('undo', () => {
  test('of a removed request, flow and profile', async () => {
    await withProfile()
    await app.handlers.requestAdd({ text: par, details: null, open: 'tab' })
    const request = stored('requests')[0]?.id ?? ''
    await app.handlers.requestRemove({ id: request })
    expect(stored('requests')[0]?.removedAt).toBe(1_000_000)
    await app.handlers.requestRestore({ id: request })
    expect(stored('requests')[0]).not.toHaveProperty('removedAt')

    await app.handlers.flowsClear()
    expect(stored('flows')[0]?.removedAt).toBe(1_000_000)
    await app.handlers.flowsRestore()
    expect(stored('flows')[0]).not.toHaveProperty('removedAt')

    const id = (await browser.ports.profiles.getValue())[0]?.id ?? ''
    await app.handlers.profileRemove({ id })
    expect(stored('access')).toEqual({})
    await app.handlers.profileRestore({ id })
    expect(Object.keys(stored('access'))).toEqual([id])
  })
})

describe('what was removed', () => {
  test('is gone for good after a minute, at the next start', async () => {
    await withProfile()
    await app.handlers.requestAdd({ text: par, details: null, open: 'tab' })
    await app.handlers.flowsClear()
    await app.handlers.requestRemove({ id: stored('requests')[0]?.id ?? '' })
    await app.handlers.profileRemove({ id: (await browser.ports.profiles.getValue())[0]?.id ?? '' })
    browser.state.now += 59_000
    restart()
    await app.start()
    expect(stored('flows')).toHaveLength(1)
    browser.state.now += 2000
    restart()
    await app.start()
    expect(stored('flows')).toEqual([])
    expect(stored('requests')).toEqual([])
    expect(await browser.ports.profiles.getValue()).toEqual([])
    expect([...browser.session.values.keys()].filter((key) => key.startsWith('flow:'))).toEqual([])
  })

  test('makes way for another profile as the current one', async () => {
    await withProfile()
    const first = (await browser.ports.settings.getValue()).currentProfileId ?? ''
    await app.handlers.profileSave({ ...draft, name: 'Other' })
    const second = (await browser.ports.settings.getValue()).currentProfileId ?? ''
    expect(second).not.toBe(first)
    await app.handlers.profileRemove({ id: second })
    expect(await browser.ports.settings.getValue()).toEqual({ currentProfileId: first })
  })
})

test('a request that is pasted again stays one, with all that is known of it', async () => {
  await withProfile()
  const uri = 'urn:ietf:params:oauth:request_uri:a'
  const first = await app.handlers.requestAdd({
    text: uri,
    details: { ...details, label: 'Mine', state: 's1' },
    open: 'tab',
  })
  browser.state.now += 5000
  const again = await app.handlers.requestAdd({ text: par, details: null, open: null })
  expect(again).toEqual(first)
  expect(stored('requests')).toMatchObject([
    {
      label: 'Mine',
      usedAt: 1_000_000,
      receivedAt: 1_000_000,
      expiresAt: 1_090_000,
      expected: { state: 's1', nonce: null },
      par: { expiresIn: 90 },
    },
  ])
})

test('an expired request leaves the shelf after an hour', async () => {
  await withProfile()
  await app.handlers.requestAdd({ text: par, details: null, open: null })
  browser.state.now += 90_000 + 60 * 60_000 + 1
  await app.start()
  expect(stored('requests')).toEqual([])
})

test('a pasted redirect URL becomes the latest response', async () => {
  await withProfile()
  expect(await app.handlers.responseAdd({ text: response })).toMatchObject({ ok: true })
  expect(responsesOf(latestFlow())).toMatchObject([{ via: 'pasted', target: redirectUri }])
  await app.handlers.responseAdd({ text: response })
  expect(stored('flows')).toHaveLength(1)
})

test('where storage is full the older half of the flows goes, and the new one is kept', async () => {
  browser = fakeBrowser({ limit: 60_000 })
  restart()
  await withProfile()
  for (let n = 0; n < 40; n++) {
    browser.state.now += 1000
    await app.handlers.responseAdd({ text: `${redirectUri}?code=${n}${'x'.repeat(500)}` })
  }
  const code = responsesOf(latestFlow())[0]?.params[0]?.[1]
  expect(code?.startsWith('39x')).toBe(true)
  const kept = [...browser.session.values.keys()].filter((key) => key.startsWith('flow:'))
  expect(kept.length).toBe(stored('flows').length)
  expect(kept.length).toBeLessThan(40)
})

test('events of many flows at once lose no update', async () => {
  await withProfile()
  await Promise.all(
    Array.from({ length: 30 }, (_, n) =>
      app.handlers.responseAdd({ text: `${redirectUri}?code=c${n}` }),
    ),
  )
  expect(stored('flows')).toHaveLength(30)
})
