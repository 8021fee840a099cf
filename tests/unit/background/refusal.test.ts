import { beforeEach, describe, expect, test } from 'vitest'
import type { Flow } from '@/lib/flow/model/flow'
import { issuer, navigation } from '../flow/browser'
import {
  app,
  browser,
  draft,
  metadata,
  par,
  reset,
  response,
  restart,
  stored,
  withProfile,
} from './harness'

beforeEach(() => reset())

const flows = () => (stored('flows') ?? []).map(({ id }) => browser.flow(id) as Flow)
const adviceOf = (flow: Flow | undefined) =>
  flow?.messages.flatMap((message) =>
    message.kind === 'authorization-request' ? (message.advice ?? []).map(({ code }) => code) : [],
  )

/** Opens the pasted request; gives the tab and the URL that it was sent to. */
async function open() {
  if (browser.opened.length === 0)
    await app.handlers.requestAdd({ text: par, details: null, open: 'tab' })
  else
    await app.handlers.requestOpen({
      id: stored('requests')[0]?.id ?? '',
      where: 'tab',
      hold: false,
    })
  return browser.opened.at(-1) as { readonly tabId: number; readonly url: string }
}

async function see(...parameters: Parameters<typeof navigation>) {
  for (const event of navigation(...parameters)) {
    restart()
    await app.observe(event)
  }
}

describe('a request that the server refuses', () => {
  test('is refused, with what to try, and goes on when it is tried again', async () => {
    await withProfile()
    const { tabId, url } = await open()
    await see('1', tabId, [url], { status: 403 }, 1_000_100)
    expect(stored('flows')).toMatchObject([
      {
        outcome: 'refused-at-server',
        error: '403',
        storedRequestId: stored('requests')[0]?.id,
        advice: { code: 'client_id_registered', seen: 'tpp' },
      },
    ])
    expect(adviceOf(flows()[0])).toEqual(['client_id_registered', 'access_control'])
    expect(stored('latest') ?? null).toBeNull()
    expect(browser.state.badge?.waiting ?? false).toBe(false)
    await see('2', tabId, [url, `${issuer}/login`], { status: 200 }, 1_000_200)
    expect(stored('flows')).toMatchObject([{ outcome: 'waiting', error: null }])
    expect(stored('flows')[0]).not.toHaveProperty('advice')
    expect(adviceOf(flows()[0])).toEqual([])
    await see('3', tabId, [`${issuer}/approve`, response], { status: 200 }, 1_000_300)
    expect(stored('flows')).toMatchObject([{ outcome: 'code' }])
  })

  test('a second use names the first, beside the check that says so', async () => {
    await withProfile()
    const first = await open()
    await see('1', first.tabId, [first.url, `${issuer}/login`], { status: 200 }, 1_000_100)
    browser.state.now += 10_000
    const second = await open()
    await see('2', second.tabId, [second.url], { status: 400 }, 1_010_100)
    const [newest] = flows()
    expect(adviceOf(newest)).toEqual(['request_uri_used'])
    const request = newest?.messages.find(({ kind }) => kind === 'authorization-request')
    expect(request?.results.find(({ id }) => id === 'az-request-uri-reuse')).toMatchObject({
      outcome: 'failed',
    })
  })

  test('a request in the URL where the metadata wants it pushed', async () => {
    browser.state.answers.set(`${issuer}/.well-known/openid-configuration`, () =>
      Response.json({ ...metadata, require_pushed_authorization_requests: true }),
    )
    await app.handlers.profileSave(draft)
    await app.onAccessChanged()
    const url = `${issuer}/auth?client_id=tpp&response_type=code`
    await see('1', 4, [url], { status: 400 }, 1_000_100)
    expect(adviceOf(flows()[0])).toEqual(['par_required'])
  })

  test('a redirect_uri that is not in the profile is named beside those that are', async () => {
    await withProfile()
    const wrong = 'https://app.example/wrong'
    const query = new URLSearchParams({
      client_id: 'tpp',
      response_type: 'code',
      redirect_uri: wrong,
    })
    await see('1', 4, [`${issuer}/auth?${query}`], { status: 400 }, 1_000_100)
    expect(stored('flows')).toMatchObject([
      { advice: { code: 'redirect_uri_differs', seen: wrong, expected: 'https://app.example/cb' } },
    ])
  })

  test('the flow of a closed tab waits no longer', async () => {
    await withProfile()
    const { tabId, url } = await open()
    await see('1', tabId, [url, `${issuer}/login`], { status: 200 }, 1_000_100)
    await app.tabs.closed(tabId)
    expect(stored('flows')).toMatchObject([{ outcome: 'tab-closed', error: null }])
  })

  test('is never the latest response, when another flow is removed', async () => {
    await withProfile()
    const { tabId, url } = await open()
    await see('1', tabId, [url, response], { status: 200 }, 1_000_100)
    const answered = stored('latest') ?? ''
    const query = new URLSearchParams({ client_id: 'tpp', response_type: 'code' })
    await see('2', 4, [`${issuer}/auth?${query}`], { status: 400 }, 1_000_200)
    expect(stored('latest')).toBe(answered)
    await app.handlers.flowsRemove({ ids: [answered] })
    expect(stored('latest')).toBeNull()
  })
})
