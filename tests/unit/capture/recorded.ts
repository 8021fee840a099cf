import { readFileSync } from 'node:fs'
import type { Observation } from '@/lib/capture/observation'
import {
  fromBeforeRedirect,
  fromBeforeRequest,
  fromCompleted,
  fromErrorOccurred,
  fromHeadersReceived,
} from '@/lib/capture/web-request'

export const server = 'http://127.0.0.1:8801'
export const app = 'http://127.0.0.1:8802'

/** What each browser gives with every event beside what the mapper reads. */
const extras = {
  chromium: {
    documentLifecycle: 'active',
    frameId: 0,
    frameType: 'outermost_frame',
    parentFrameId: -1,
    type: 'main_frame',
    statusLine: 'HTTP/1.1 200 OK',
  },
  firefox: {
    cookieStoreId: 'firefox-default',
    documentUrl: undefined,
    frameAncestors: [],
    frameId: 0,
    fromCache: false,
    incognito: false,
    ip: '127.0.0.1',
    originUrl: `${server}/login`,
    parentFrameId: -1,
    proxyInfo: null,
    thirdParty: true,
    type: 'main_frame',
    urlClassification: { firstParty: [], thirdParty: [] },
  },
}

export type Browser = keyof typeof extras
export const browsers = Object.keys(extras) as Browser[]

const files: Readonly<Record<Browser, string>> = {
  chromium: 'chromium-156.txt',
  firefox: 'firefox-esr-153.txt',
}

/** A webRequest event as a browser gave it. */
export interface Recorded {
  readonly name: string
  readonly details: Readonly<Record<string, unknown>> & { readonly url: string }
}

/** Modes in which a page is shown first: the response leaves it in a separate navigation. */
const showsPage = /^(form_post|js|meta|chainpost)/

const line =
  /^(\w+) (\S+) method=(\w+)(?: status=(\d+))?(?: redirectUrl=(\S+))?(?: location=(\S+))?(?: error=(\S+))?(?: body=(\{.*\}))?(?: origin=\S+)?$/

/** The main_frame events that a browser gave in each response mode, in the order in which they were reported. */
export function recorded(browser: Browser): ReadonlyMap<string, readonly Recorded[]> {
  const text = readFileSync(new URL(`events/${files[browser]}`, import.meta.url), 'utf8')
  return new Map(
    text
      .replaceAll(/(?<=[\s="])AS(?=[/"])/g, server)
      .replaceAll(/(?<=[\s="])RP(?=\/)/g, app)
      .split(/^=== /m)
      .slice(1)
      .map((part) => {
        const [mode = '', ...lines] = part.trimEnd().split('\n')
        return [mode, lines.map((event, index) => read(browser, mode, event, index))] as const
      }),
  )
}

function read(browser: Browser, mode: string, text: string, index: number): Recorded {
  const [, name, url, method, status, redirectUrl, location, error, body] = line.exec(text) ?? []
  if (!name || !url) throw new Error(`No event: ${text}`)
  return {
    name,
    details: {
      ...extras[browser],
      requestId: showsPage.test(mode) && !url.includes('/authorize?') ? '12' : '11',
      tabId: 1,
      timeStamp: 1_795_000_000_000.25 + index,
      method,
      url,
      ...(status ? { statusCode: Number(status) } : {}),
      ...(redirectUrl ? { redirectUrl } : {}),
      ...(name === 'onHeadersReceived'
        ? {
            responseHeaders: [
              { name: 'Server', value: 'test' },
              ...(location ? [{ name: 'Location', value: location }] : []),
            ],
          }
        : {}),
      ...(error ? { error } : {}),
      ...(body ? { requestBody: JSON.parse(body) } : {}),
    },
  }
}

const mappers: Readonly<Record<string, (details: never) => Observation | null>> = {
  onBeforeRequest: fromBeforeRequest,
  onHeadersReceived: fromHeadersReceived,
  onBeforeRedirect: fromBeforeRedirect,
  onCompleted: fromCompleted,
  onErrorOccurred: fromErrorOccurred,
}

/** What the mapper makes of events. */
export function observations(events: readonly Recorded[]): readonly Observation[] {
  return events.flatMap(({ name, details }) => mappers[name]?.(details as never) ?? [])
}
