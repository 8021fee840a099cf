import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { NetworkEntry } from '@/lib/capture/network-entry'
import { reportNetwork } from '@/lib/platform/devtools-network'
import { harEntry, form } from '../capture/har'

type Listener = (entry: unknown) => void
type GetContent = (callback?: (...values: readonly unknown[]) => void) => unknown

const devtools = vi.hoisted(() => ({
  listeners: [] as Listener[],
  har: (() => Promise.resolve({ entries: [] })) as (callback?: (har: unknown) => void) => unknown,
  sent: [] as { tabId: number; entries: readonly NetworkEntry[] }[],
}))

vi.mock('wxt/browser', () => ({
  browser: {
    devtools: {
      inspectedWindow: { tabId: 7 },
      network: {
        onRequestFinished: {
          addListener: (listener: Listener) => devtools.listeners.push(listener),
        },
        onNavigated: { addListener: () => undefined },
        getHAR: (callback?: (har: unknown) => void) => devtools.har(callback),
      },
    },
  },
}))
vi.mock('@/lib/messaging', () => ({
  sendMessage: (_: string, data: (typeof devtools.sent)[number]) => {
    devtools.sent.push(data)
    return Promise.resolve()
  },
}))

const tokens = '{"access_token":"a"}'
const call = (body: string, getContent?: GetContent, at = 1000) => ({
  ...harEntry({
    method: 'POST',
    url: 'https://auth.example/token',
    headers: form,
    body,
    at,
    size: 20,
  }),
  ...(getContent && { getContent }),
})
const grant = 'grant_type=client_credentials'
const later = () => vi.advanceTimersByTimeAsync(4000)
const told = () => devtools.sent.flatMap(({ entries }) => entries)

beforeEach(() => {
  vi.useFakeTimers()
  devtools.listeners = []
  devtools.sent = []
  devtools.har = () => Promise.resolve({ entries: [] })
})
afterEach(() => vi.useRealTimers())

test.each<[string, GetContent]>([
  ['a promise of an object', () => Promise.resolve({ content: tokens, encoding: '' })],
  ['a promise of a pair', () => Promise.resolve([tokens, ''])],
  ['a callback with two values', (callback) => callback?.(tokens, '')],
  ['a callback with an object', (callback) => callback?.({ content: tokens })],
  [
    'a callback that has to be there',
    (callback) => {
      if (!callback) throw new TypeError('No matching signature')
      callback(btoa(tokens), 'base64')
    },
  ],
])('the body comes by %s', async (_, getContent) => {
  reportNetwork()
  devtools.listeners[0]?.(call(grant, getContent))
  await later()
  expect(devtools.sent).toMatchObject([{ tabId: 7, entries: [{ response: { body: tokens } }] }])
})

test.each<[string, GetContent]>([
  ['never comes', () => new Promise(() => {})],
  ['is refused', () => Promise.reject(new Error('gone'))],
])('a body that %s keeps nothing waiting', async (_, getContent) => {
  reportNetwork()
  devtools.listeners[0]?.(call(grant, getContent))
  devtools.listeners[0]?.(call(`${grant}&second=1`, () => Promise.resolve([tokens, '']), 900))
  await later()
  expect(told().map(({ response: { body, truncated } }) => [body, truncated])).toEqual(
    expect.arrayContaining([
      [tokens, false],
      ['', true],
    ]),
  )
})

test('requests that are not OAuth are neither read nor sent', async () => {
  const getContent = vi.fn<GetContent>(() => Promise.resolve(['{}', '']))
  reportNetwork()
  devtools.listeners[0]?.({ ...harEntry({ url: 'https://app.example/list' }), getContent })
  devtools.listeners[0]?.(null)
  await later()
  expect(getContent).not.toHaveBeenCalled()
  expect(devtools.sent).toEqual([])
})

test('earlier entries are read from the record, by a promise or a callback', async () => {
  const entries = [call(grant, () => Promise.resolve([tokens, '']))]
  devtools.har = (callback) => callback?.({ log: { entries } })
  reportNetwork()
  await later()
  expect(told()).toHaveLength(1)
})

test('what a record holds without its body may be under way, and is left to its event', async () => {
  devtools.har = () => Promise.resolve({ entries: [call(grant)] })
  reportNetwork()
  await later()
  expect(told()).toEqual([])
})

test('the same call twice in a moment is counted', async () => {
  reportNetwork()
  const getContent = () => Promise.resolve([tokens, ''])
  devtools.listeners[0]?.(call(grant, getContent))
  devtools.listeners[0]?.(call(grant, getContent))
  await later()
  expect(told().map(({ nth }) => nth)).toEqual([0, 1])
})
