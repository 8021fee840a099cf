import type { createApp } from '@/lib/background/app'
import { issuer, page, redirectUri } from '../flow/browser'

type App = ReturnType<typeof createApp>

export const encode = (text: string) => Buffer.from(text).toString('base64url')
export const jwt = (header: object, payload: string) =>
  `${encode(JSON.stringify(header))}.${encode(payload)}.x`

/** The browser is on its way to the app with a response. */
export const observe = (app: Pick<App, 'observe'>, query: string) =>
  app.observe({
    kind: 'request',
    ...page,
    initiator: issuer,
    webRequestId: '1',
    tabId: 7,
    at: 1,
    method: 'GET',
    url: `${redirectUri}?${query}`,
    form: null,
  })

/** Responses of some length on which a careless reader takes too long. */
export const longResponses: readonly (readonly [
  name: string,
  query: (length: number) => string,
])[] = [
  ['letters', (length) => `code=c&state=${'x'.repeat(length)}`],
  ['addresses', (length) => `code=${'a@'.repeat(length / 2)}`],
  ['base64url of an address', (length) => `code=${encode('a@a.'.repeat(length / 6))}`],
  [
    'the same name',
    (length) => Array.from({ length: length / 10 }, (_, index) => `code=${index}`).join('&'),
  ],
  ['a long error', (length) => `error=${'%22'.repeat(length / 3)}`],
  ['a JARM of brackets', (length) => `response=${jwt({ alg: 'none' }, '['.repeat(length / 2))}`],
]
