import type { ServerResponse } from 'node:http'
import { asJson, escapeHtml, page } from './html.ts'

const by = 'Kira Budget Planner'

/** Sends a page of the application. */
export function sendPage(
  res: ServerResponse,
  status: number,
  title: string,
  content: { readonly body: string; readonly head?: string },
): void {
  res.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
  })
  res.end(page(title, { by, ...content }))
}

/** Writes a response of the application. */
export type Respond = (res: ServerResponse) => void

const connect =
  (content: (url: string) => { readonly body: string; readonly head?: string }) =>
  (url: string): Respond =>
  (res) =>
    sendPage(res, 200, 'Connect your bank', content(url))

const script = (code: (url: string) => string) =>
  connect((url) => ({ body: `<p id="leaving">One moment …</p><script>${code(url)}</script>` }))

const link = (url: string) => `<a id="start" href="${escapeHtml(url)}">Connect</a>`

/**
 * How a page of the application sends the browser to the server; all except `link` and `prerender` do
 * it without a click.
 */
const openers = {
  redirect: (url: string) => (res: ServerResponse) =>
    void res.writeHead(302, { location: url }).end(),
  link: connect((url) => ({ body: link(url) })),
  script: script((url) => `location.assign(${asJson(url)})`),
  popup: script((url) => `window.open(${asJson(url)}, 'bank', 'popup,width=480,height=640')`),
  'new-tab': script((url) => `window.open(${asJson(url)})`),
  iframe: connect((url) => ({
    body: `<iframe id="silent" title="Silent login" src="${escapeHtml(url)}"></iframe>`,
  })),
  /** Prerenders the page behind its link before a click; only on the same site. */
  prerender: connect((url) => ({
    head: `<script type="speculationrules">${asJson({
      prerender: [{ source: 'list', urls: [url], eagerness: 'immediate' }],
    })}</script>`,
    body: link(url),
  })),
} satisfies Record<string, (url: string) => Respond>

export type OpenBy = keyof typeof openers

const isOpener = (name: string): name is OpenBy => Object.hasOwn(openers, name)

/** The opener of this name; the application redirects without one. */
export const openerNamed = (name: string | null): ((url: string) => Respond) =>
  name !== null && isOpener(name) ? openers[name] : openers.redirect
