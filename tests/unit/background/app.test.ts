import { beforeEach, describe, expect, test } from 'vitest'
import type { Flow } from '@/lib/flow/model/flow'
import { responsesOf } from '@/lib/flow/read/find-response'
import { issuer, navigation, redirectUri } from '../flow/browser'
import {
  app,
  browser,
  details,
  draft,
  latestFlow,
  par,
  reset,
  response,
  restart,
  stored,
  withProfile,
} from './harness'

beforeEach(() => reset())

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
    expect(browser.state.badge).toEqual({ waiting: true, holding: false })
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
  const flow = browser.flow(id) as Flow
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

  test('no metadata: the request is in Requests', async () => {
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

test('an expired request is removed from Requests after an hour', async () => {
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
  reset({ limit: 60_000 })
  await withProfile()
  for (let n = 0; n < 40; n++) {
    browser.state.now += 1000
    await app.handlers.responseAdd({ text: `${redirectUri}?code=${n}${'x'.repeat(500)}` })
  }
  const code = responsesOf(latestFlow())[0]?.params[0]?.[1]
  expect(code?.startsWith('39x')).toBe(true)
  const kept = [...browser.records.values.keys()]
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
