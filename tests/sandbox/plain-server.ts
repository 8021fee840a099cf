import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { escapeHtml } from './html.ts'

/**
 * How the server sends the browser to a URL. `return` first comes back to its own endpoint by script, and
 * `form-307` and `form-308` first post a form to it.
 */
export type SendBy = 'status' | 'script' | 'form' | 'return' | 'refresh' | 'form-307' | 'form-308'

interface Answer {
  readonly url: string
  readonly by: SendBy
}

/** One request to an application: its path and query, its form or the fragment that its page found. */
export interface PlainCall {
  readonly host: string
  readonly url: string
  readonly body?: string
}

const redirect = (res: ServerResponse, url: string) =>
  void res.writeHead(302, { location: url }).end()
const page = (res: ServerResponse, body: string) =>
  void res.writeHead(200, { 'content-type': 'text/html' }).end(`<!doctype html>${body}`)

const scriptTo = (url: string) => `<script>location.replace(${JSON.stringify(url)})</script>`

const formTo = (url: string) => {
  const { origin, pathname, searchParams } = new URL(url)
  const fields = [...searchParams].map(
    ([name, value]) => `<input name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  )
  return `<form method="post" action="${origin}${pathname}">${fields.join('')}</form><script>document.forms[0].submit()</script>`
}

type Sender = (res: ServerResponse, url: string, own: URL) => void

/** A form that the server posts to itself, as a login page does, and redirects with a status that keeps it. */
const byForm =
  (status: 307 | 308): Sender =>
  (res, url, own) =>
    own.searchParams.has('posted')
      ? void res.writeHead(status, { location: url }).end()
      : page(
          res,
          `<form method="post" action="${escapeHtml(`${own.href}&posted`)}"><input name="user" value="Kira"></form><script>document.forms[0].submit()</script>`,
        )

const senders: Readonly<Record<SendBy, Sender>> = {
  status: redirect,
  script: (res, url) => page(res, scriptTo(url)),
  form: (res, url) => page(res, formTo(url)),
  refresh: (res, url) => void res.writeHead(200, { refresh: `0;url=${url}` }).end(),
  'form-307': byForm(307),
  'form-308': byForm(308),
  return: (res, url, own) =>
    own.searchParams.has('g_continue')
      ? redirect(res, url)
      : page(res, scriptTo(`${own.href}&g_continue`)),
}

async function listen(
  host: string,
  handle: (req: IncomingMessage, res: ServerResponse) => Promise<void> | void,
) {
  const server = createServer((req, res) => void handle(req, res))
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  const { port } = server.address() as AddressInfo
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { origin: `http://${host}:${port}`, close }
}

/**
 * A server without the rules of a library: it accepts any request_uri, and sends the browser to any URL that a
 * test chose for it. Its applications listen on a port of `localhost` and on one of `127.0.0.1`.
 */
export async function startPlainServer() {
  const calls: PlainCall[] = []
  const chosen = new Map<string, Answer>()
  const answerApp = async (req: IncomingMessage, res: ServerResponse) => {
    const { method, url = '/', headers } = req
    const body = method === 'POST' ? await text(req) : undefined
    calls.push({ host: headers.host ?? '', url, ...(body === undefined ? {} : { body }) })
    page(
      res,
      `<script>if (location.hash) void fetch('/fragment', { method: 'POST', body: location.hash.slice(1) })</script>`,
    )
  }
  const answerServer = (req: IncomingMessage, res: ServerResponse) => {
    const url = new URL(req.url ?? '/', server.origin)
    const answer = chosen.get(url.searchParams.get('request_uri') ?? '')
    if (url.pathname === '/auth' && answer) return senders[answer.by](res, answer.url, url)
    if (url.pathname !== '/.well-known/openid-configuration') return void res.writeHead(404).end()
    const document = {
      issuer: server.origin,
      authorization_endpoint: `${server.origin}/auth`,
      token_endpoint: `${server.origin}/token`,
      jwks_uri: `${server.origin}/jwks`,
      response_types_supported: ['code'],
    }
    res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(document))
  }
  const server = await listen('127.0.0.1', answerServer)
  const app = await listen('localhost', answerApp)
  const nativeApp = await listen('127.0.0.1', answerApp)
  return {
    issuer: server.origin,
    clients: [],
    origins: {
      authorization: server.origin,
      backChannel: server.origin,
      jwks: server.origin,
      registration: server.origin,
      app: app.origin,
      sameSiteApp: nativeApp.origin,
      dead: server.origin,
    },
    calls: (): readonly PlainCall[] => calls,
    /** Sets the behaviour for a request_uri. */
    answer: (requestUri: string, answer: Answer) => void chosen.set(requestUri, answer),
    close: async () => {
      await Promise.all([server, app, nativeApp].map(({ close }) => close()))
    },
  }
}

export type PlainServer = Awaited<ReturnType<typeof startPlainServer>>
