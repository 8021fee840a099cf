import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { escapeHtml, page } from './html.ts'

/** One request that reached the application. */
export interface AppCall {
  readonly method: string
  /** Path and query, as received. */
  readonly url: string
  /** Milliseconds since 1970. */
  readonly at: number
  /** The form that was posted, if any. */
  readonly body?: string
}

type Answer = (res: ServerResponse, parameters: URLSearchParams) => void

function send(res: ServerResponse, status: number, html: string): void {
  res.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
  })
  res.end(html)
}

const by = 'Kira Budget Planner'

const outcomes: Readonly<Record<'code' | 'error' | 'nothing', string>> = {
  code: 'The application got a code',
  error: 'The application got an error',
  nothing: 'The application got nothing',
}

function landing(res: ServerResponse, parameters: URLSearchParams): void {
  const outcome = (['code', 'error'] as const).find((name) => parameters.has(name)) ?? 'nothing'
  const rows = [...parameters].map(
    ([name, value]) => `<dt>${escapeHtml(name)}</dt><dd><code>${escapeHtml(value)}</code></dd>`,
  )
  const body = `<dl id="parameters" data-outcome="${outcome}">${rows.join('')}</dl>`
  send(res, 200, page(outcomes[outcome], { by, body }))
}

const answers: Readonly<Record<string, Answer>> = {
  '/cb': landing,
  '/cb-hop': (res) => void res.writeHead(302, { location: '/home' }).end(),
  '/cb-script': (res) => {
    const body = `<p id="leaving">One moment …</p><script>location.replace('/home')</script>`
    send(res, 200, page('Signing in', { by, body }))
  },
  '/home': (res) => send(res, 200, page('Home', { by, body: '<p id="home">Welcome.</p>' })),
}

const missing: Answer = (res) =>
  send(res, 404, page('Not found', { by, body: '<p>There is no such page.</p>' }))

/** Returns the application that consumes codes, and the log of every request that reached it. */
export function createApp() {
  const calls: AppCall[] = []

  async function handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/' } = req
    const body = method === 'POST' ? await text(req) : undefined
    calls.push({ method, url, at: Date.now(), ...(body === undefined ? {} : { body }) })
    const { pathname, searchParams } = new URL(url, 'http://localhost')
    const answer = answers[pathname] ?? missing
    answer(res, body === undefined ? searchParams : new URLSearchParams(body))
  }

  return { handle, calls: (): readonly AppCall[] => [...calls] }
}
