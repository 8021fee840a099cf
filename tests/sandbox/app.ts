import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { sendPage, type Respond } from './app-openers.ts'
import { spaPage, type SpaConfiguration } from './app-spa.ts'
import { escapeHtml } from './html.ts'

/** Headers of a request that depend on its initiator; undefined if it had none. */
interface AppCallHeaders {
  readonly cookie: string | undefined
  readonly origin: string | undefined
  readonly referer: string | undefined
  readonly site: string | undefined
}

/** One request that reached the application. */
export interface AppCall {
  readonly method: string
  /** The host and port of the request. */
  readonly host: string
  /** Path and query, as received. */
  readonly url: string
  /** Milliseconds since the epoch. */
  readonly at: number
  /** The headers with which a browser reports the origin of the request, and its cookies. */
  readonly sent: AppCallHeaders
  /**
   * The posted body, if any: a form, or the fragment that a page of the application found in its own
   * URL.
   */
  readonly body?: string
}

/** The request that the application handles. */
interface Visit {
  readonly res: ServerResponse
  readonly query: URLSearchParams
  /** The parameters of a posted form, otherwise of the query. */
  readonly parameters: URLSearchParams
}

type Answer = (visit: Visit) => Promise<void> | void

const outcomes: Readonly<Record<'code' | 'error' | 'nothing', string>> = {
  code: 'The application got a code',
  error: 'The application got an error',
  nothing: 'The application got nothing',
}

/** Where the live page posts the fragment of its URL, which no request contains. */
export const fragmentPath = '/fragment'

const tellFragment = `<script>if (location.hash) void fetch('${fragmentPath}', { method: 'POST', body: location.hash.slice(1), keepalive: true })</script>`

/**
 * Registers a service worker that responds for all pages of the application, like an offline-capable
 * app.
 */
const registerWorker = `<p id="worker">Not yet.</p><script>
navigator.serviceWorker.register('/worker.js').then(() => navigator.serviceWorker.ready).then(({ active }) => {
  document.querySelector('#worker').dataset.state = active.state
})
</script>`

/** Reports the URL of its requests to the path for fragments. */
const workerScript = `
self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
self.addEventListener('fetch', (event) => {
  if (event.request.mode !== 'navigate') return
  const told = fetch('${fragmentPath}', { method: 'POST', body: 'worker ' + event.request.url })
  event.respondWith(told.then(() => new Response('<p id="offline">From the worker</p>', { headers: { 'content-type': 'text/html' } })))
})
`

const landing: Answer = ({ res, parameters }) => {
  const outcome = (['code', 'error'] as const).find((name) => parameters.has(name)) ?? 'nothing'
  const rows = [...parameters].map(
    ([name, value]) => `<dt>${escapeHtml(name)}</dt><dd><code>${escapeHtml(value)}</code></dd>`,
  )
  sendPage(res, 200, outcomes[outcome], {
    body: `<dl id="parameters" data-outcome="${outcome}">${rows.join('')}</dl>${tellFragment}`,
  })
}

const redirectTo =
  (location: (query: URLSearchParams) => string): Answer =>
  ({ res, query }) =>
    void res.writeHead(302, { location: location(query) }).end()

const missing: Answer = ({ res }) =>
  sendPage(res, 404, 'Not found', { body: '<p>This page does not exist.</p>' })

/** Returns the application that consumes codes, and the log of all requests to it. */
export function createApp(
  options: {
    /** Pushes an authorization request, as the query of the page says, and sends the browser on. */
    readonly start?: (query: URLSearchParams) => Promise<Respond>
    readonly spa?: SpaConfiguration
  } = {},
) {
  const calls: AppCall[] = []
  const kept: Respond[] = []
  const unanswered: ServerResponse[] = []
  let isSilent = true
  const { start, spa } = options

  const answers: Readonly<Record<string, Answer>> = {
    '/cb': landing,
    '/cb-hop': redirectTo(() => '/home'),
    '/cb-onward': redirectTo((query) => `/home?${query}`),
    '/cb-script': ({ res }) =>
      sendPage(res, 200, 'Signing in', {
        body: `<p id="leaving">One moment …</p><script>location.replace('/home')</script>`,
      }),
    '/cb-silent': ({ res }) => {
      if (isSilent) unanswered.push(res)
      else res.destroy()
    },
    '/set-cookies': ({ res }) => {
      res.setHeader('set-cookie', [
        'strict=1; Path=/; SameSite=Strict',
        'lax=1; Path=/; SameSite=Lax',
        'plain=1; Path=/',
      ])
      sendPage(res, 200, 'Cookies', { body: '<p id="cookies">Set.</p>' })
    },
    '/home': ({ res }) => sendPage(res, 200, 'Home', { body: '<p id="home">Welcome.</p>' }),
    '/with-worker': ({ res }) => sendPage(res, 200, 'Offline', { body: registerWorker }),
    '/worker.js': ({ res }) =>
      void res.writeHead(200, { 'content-type': 'text/javascript' }).end(workerScript),
    [fragmentPath]: ({ res }) => void res.writeHead(204).end(),
    ...(start ? { '/start': async ({ res, query }: Visit) => (await start(query))(res) } : {}),
    ...(spa ? { '/spa': ({ res }: Visit) => sendPage(res, 200, 'Accounts', spaPage(spa)) } : {}),
  }

  async function handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/' } = req
    const body = method === 'POST' ? await text(req) : undefined
    const { host = '', cookie, origin, referer } = req.headers
    const site = [req.headers['sec-fetch-site']].flat()[0]
    const called = { method, host, url, at: Date.now(), sent: { cookie, origin, referer, site } }
    calls.push({ ...called, ...(body === undefined ? {} : { body }) })
    const { pathname, searchParams: query } = new URL(url, 'http://localhost')
    const [, page, id = ''] = pathname.split('/')
    const opened = page === 'open' ? kept[Number(id)] : undefined
    if (opened) return opened(res)
    const parameters = body === undefined ? query : new URLSearchParams(body)
    return (answers[pathname] ?? missing)({ res, query, parameters })
  }

  return {
    handle,
    calls: (): readonly AppCall[] => [...calls],
    /** Keeps a response, and returns the path that serves it. */
    keep: (respond: Respond): string => `/open/${kept.push(respond) - 1}`,
    /** From now on the silent page never responds, or hangs up. */
    setSilent: (on: boolean): void => {
      isSilent = on
      if (!on) for (const res of unanswered.splice(0)) res.destroy()
    },
  }
}
