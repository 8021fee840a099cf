import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Observation } from '@/lib/capture/observation'
import { observeNavigations } from '@/lib/platform/web-request'
import { browsers, recorded } from '../capture/recorded'

type Listener = (details: never) => unknown
type Listened = (typeof names)[number]

const names = vi.hoisted(
  () =>
    [
      'onBeforeRequest',
      'onHeadersReceived',
      'onBeforeRedirect',
      'onCompleted',
      'onErrorOccurred',
    ] as const,
)
const events = vi.hoisted(() => {
  const listeners = new Map<string, Listener[]>()
  const event = (name: string) => ({
    addListener: (listener: Listener) =>
      listeners.set(name, [...(listeners.get(name) ?? []), listener]),
    removeListener: (listener: Listener) =>
      listeners.set(
        name,
        (listeners.get(name) ?? []).filter((one) => one !== listener),
      ),
  })
  return { listeners, event }
})

vi.mock('wxt/browser', () => ({
  browser: {
    webRequest: Object.fromEntries(names.map((name) => [name, events.event(name)])),
    permissions: { onAdded: events.event('onAdded') },
  },
}))

let seen: Observation[] = []
const fire = (name: Listened | 'onAdded', details: object) => {
  for (const listener of events.listeners.get(name) ?? []) listener(details as never)
}

beforeEach(() => {
  events.listeners.clear()
  seen = []
  observeNavigations((observation) => seen.push(observation))
})

const target = 'https://app.example/cb?code=c1'
const base = { requestId: '1', method: 'GET', type: 'main_frame', tabId: 1, timeStamp: 1 } as const
const details = { ...base, url: 'https://auth.example/auth' }
const answered = {
  ...details,
  statusCode: 303,
  responseHeaders: [{ name: 'Location', value: target }],
}
const stopped = {
  ...details,
  statusCode: 307,
  redirectUrl: 'chrome-extension://parley/held.html',
}
/** The URL that a redirect to the held page is reported with. */
const heldUrl = (requestId = '1') => {
  fire('onBeforeRedirect', { ...stopped, requestId })
  return seen.at(-1)?.url
}

describe('a navigation that is stopped at the response that redirects it', () => {
  test('is reported with the target in that response', () => {
    fire('onHeadersReceived', answered)
    expect(heldUrl()).toBe(target)
    expect(seen.map(({ kind }) => kind)).toEqual(['redirect', 'held'])
  })

  test('is reported with the target of the response of the same request', () => {
    fire('onHeadersReceived', answered)
    fire('onHeadersReceived', {
      ...answered,
      requestId: '2',
      responseHeaders: [{ name: 'Location', value: `${target}2` }],
    })
    expect([heldUrl('1'), heldUrl('2'), heldUrl('3')]).toEqual([target, `${target}2`, details.url])
  })
})

describe('the target of a redirect is not kept', () => {
  test.each<[Listened, object]>([
    ['onBeforeRedirect', { ...details, statusCode: 303, redirectUrl: target }],
    ['onBeforeRedirect', stopped],
    ['onCompleted', { ...details, statusCode: 303 }],
    ['onErrorOccurred', { ...details, error: 'net::ERR_ABORTED' }],
  ])('after %s', (name, end) => {
    fire('onHeadersReceived', answered)
    fire(name, end)
    expect(heldUrl()).toBe(details.url)
  })

  const logs = browsers.flatMap((browser) =>
    [...recorded(browser)].map(([mode, log]) => [browser, mode, log] as const),
  )
  test.each(logs)('at the end of what %s reports of %s', (_, __, log) => {
    for (const event of log) fire(event.name as Listened, event.details)
    const ids = new Set(log.map((event) => String(event.details['requestId'])))
    for (const id of ids) expect(heldUrl(id)).toBe(details.url)
  })
})

test('each event is reported once, also after a host was granted', () => {
  const navigation = () => {
    fire('onBeforeRequest', details)
    fire('onHeadersReceived', answered)
    fire('onBeforeRedirect', { ...details, statusCode: 303, redirectUrl: target })
    fire('onCompleted', { ...details, url: target, statusCode: 200 })
    fire('onErrorOccurred', { ...details, requestId: '2', error: 'net::ERR_ABORTED' })
    return seen.splice(0).map(({ kind }) => kind)
  }
  const reported = ['request', 'redirect', 'redirect', 'completed', 'failed']
  expect(navigation()).toEqual(reported)
  fire('onAdded', {})
  fire('onAdded', {})
  expect(navigation()).toEqual(reported)
})

test('a target is still known after a host was granted between the response and the redirect', () => {
  fire('onHeadersReceived', answered)
  fire('onAdded', {})
  expect(heldUrl()).toBe(target)
})
