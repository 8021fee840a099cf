import { beforeEach, describe, expect, test } from 'vitest'
import type { Flow } from '@/lib/flow/model/flow'
import { responsesOf } from '@/lib/flow/read/find-response'
import { issuer, navigation, redirectUri } from '../flow/browser'
import { app, browser, reset, restart, response, stored, withProfile } from './harness'

const requested = `${issuer}/auth?client_id=tpp&response_type=code&state=s1`
const flows = () => (stored('flows') ?? []).map(({ id }) => browser.flow(id) as Flow)
const profileId = async () => (await browser.ports.profiles.getValue())[0]?.id ?? ''

async function tell(...events: ReturnType<typeof navigation>): Promise<void> {
  for (const event of events) await app.observe(event)
}

beforeEach(async () => {
  reset()
  await withProfile()
})

describe('the toolbar icon', () => {
  test('shows a response until it was seen, also after the worker died', async () => {
    await tell(...navigation('1', 1, [requested, response]))
    expect(browser.state.badge).toEqual({ waiting: true, holding: false })
    restart()
    await app.handlers.responsesSeen()
    expect(browser.state.badge).toEqual({ waiting: false, holding: false })
  })

  test('shows that hold is on, by the switch and by the key', async () => {
    await app.handlers.profileHold({ id: await profileId(), on: true })
    expect(browser.state.badge).toEqual({ waiting: false, holding: true })
    await app.toggleHold()
    expect(browser.state.badge).toEqual({ waiting: false, holding: false })
    await app.toggleHold()
    expect(browser.state.badge).toEqual({ waiting: false, holding: true })
  })

  test('its key, pressed twice at once, leaves hold as it was', async () => {
    await Promise.all([app.toggleHold(), app.toggleHold()])
    expect(browser.state.badge).toEqual({ waiting: false, holding: false })
    await app.toggleHold()
    expect(browser.state.badge).toEqual({ waiting: false, holding: true })
  })

  test('shows one held flow, until it is decided', async () => {
    await tell(...navigation('1', 1, [requested]))
    await app.handlers.flowHold({ id: flows()[0]?.id ?? '', on: true })
    expect(browser.state.badge).toEqual({ waiting: false, holding: true })
    await tell(...navigation('2', 1, [`${issuer}/x`, response]))
    expect(browser.state.badge).toEqual({ waiting: true, holding: false })
  })
})

describe('a desktop notice', () => {
  test('comes for a response where it was switched on, and holds nothing of it', async () => {
    await app.handlers.settingsChange({ name: 'notices', on: true })
    await tell(...navigation('1', 1, [requested, response]))
    expect(browser.state.notices).toEqual([
      { flowId: flows()[0]?.id, issuer, clientId: 'tpp', error: null, held: false },
    ])
    expect(JSON.stringify(browser.state.notices)).not.toContain('c1')
  })

  test('names the error, and appears once for a response that is reported again', async () => {
    await app.handlers.settingsChange({ name: 'notices', on: true })
    const denied = `${redirectUri}?error=access_denied&state=s1`
    await tell(...navigation('1', 1, [requested, denied]))
    await tell(...navigation('2', 1, [denied]))
    expect(browser.state.notices).toMatchObject([{ error: 'access_denied' }])
  })

  test('does not come by itself', async () => {
    await tell(...navigation('1', 1, [requested, response]))
    expect(browser.state.notices).toEqual([])
  })
})

describe('third-party requests', () => {
  test('begin no flow once that was switched off', async () => {
    await app.handlers.settingsChange({ name: 'watchThirdParty', on: false })
    await tell(...navigation('1', 1, [requested]))
    expect(stored('flows') ?? []).toEqual([])
  })
})

describe('tabs', () => {
  const pushed = (id: string) =>
    `${issuer}/auth?client_id=tpp&request_uri=urn:ietf:params:oauth:request_uri:${id}`
  const unknownState = `${redirectUri}?code=c1`

  test('a window that the bank opened brings the response home, the worker dead in between', async () => {
    await tell(...navigation('1', 1, [pushed('a')]))
    await tell(...navigation('2', 2, [pushed('b')]))
    await app.tabs.opened(9, 1)
    restart()
    await tell(...navigation('3', 9, [unknownState]))
    expect(flows().filter((flow) => responsesOf(flow).length > 0)).toMatchObject([
      { tabId: 1, messages: [{}, { matchedBy: 'opener' }] },
    ])
  })

  test('that are opened from elsewhere are not kept, and closed ones are forgotten', async () => {
    await tell(...navigation('1', 1, [pushed('a')]))
    await app.tabs.opened(9, 8)
    expect(stored('openers') ?? {}).toEqual({})
    await app.tabs.opened(9, 1)
    await app.tabs.opened(10, 9)
    expect(stored('openers')).toEqual({ 9: 1, 10: 9 })
    await app.tabs.closed(9)
    expect(stored('openers')).toEqual({ 10: 9 })
  })

  test('are remembered up to a number, the newest of them', async () => {
    await tell(...navigation('1', 1, [requested]))
    for (let tabId = 2; tabId < 700; tabId += 1) await app.tabs.opened(tabId, 1)
    expect(Object.keys(stored('openers'))).toHaveLength(500)
    expect(stored('openers')).toMatchObject({ 200: 1, 699: 1 })
  })

  test('that take the place of another go on with its flow', async () => {
    await tell(...navigation('1', 1, [pushed('a')]))
    await app.tabs.replaced(5, 1)
    await tell(...navigation('2', 2, [pushed('b')]))
    await tell(...navigation('3', 5, [unknownState]))
    expect(flows().find(({ tabId }) => tabId === 5)?.messages).toMatchObject([
      {},
      { matchedBy: 'tab' },
    ])
  })

  test('of a private window are asked for where the browser does not tell with the event', async () => {
    browser.state.privateTabs.add(1)
    const untold = navigation('1', 1, [requested]).map((event) => ({ ...event, incognito: null }))
    await tell(...untold)
    expect(flows()).toMatchObject([{ incognito: true }])
    await tell(...navigation('2', 2, [response]))
    expect(flows().map(({ tabId }) => tabId)).toEqual([2, 1])
  })
})
