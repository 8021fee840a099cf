import type { Carrier, Departures } from './departures.ts'
import type { Destination } from './front-response.ts'
import { asJson, escapeHtml, page } from './html.ts'
import type { Origins } from './origins.ts'

/** The parts of the server that a way back to the application needs. */
interface Server {
  readonly departures: Departures
  readonly origins: Origins
}

type Carry = (destination: Destination, server: Server) => Carrier

const html = (content: { readonly body: string; readonly head?: string }): Carrier => ({
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  body: page('Returning', content),
})

const redirect = (status: number, location: string): Carrier => ({
  status,
  headers: { location },
  body: '',
})

const returning = '<p id="returning">Returning to the application …</p>'

type Fields = readonly (readonly [name: string, value: string])[]

interface Form {
  readonly url: string
  readonly fields: Fields
  readonly charset?: string
  /** The tab that shows the response: this one if undefined. */
  readonly target?: '_blank'
}

/** A page whose form posts itself. */
function postingPage({ url, fields, charset = 'utf-8', target }: Form): Carrier {
  const inputs = fields.map(
    ([name, value]) =>
      `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  )
  const shown = target === undefined ? '' : ` target="${target}"`
  return html({
    body: `${returning}
<form id="response" method="post" action="${escapeHtml(url)}" accept-charset="${charset}"${shown}>
${inputs.join('\n')}
</form>
<script>document.getElementById('response').submit()</script>`,
  })
}

const scriptPage = (script: string): Carrier =>
  html({ body: `${returning}\n<script>${script}</script>` })

/** A page that clicks its own link, like a user would. */
const linkPage = (url: string, attributes = ''): Carrier =>
  html({
    body: `${returning}
<a id="continue" href="${escapeHtml(url)}"${attributes}>Continue</a>
<script>document.getElementById('continue').click()</script>`,
  })

const refreshPage = (url: string): Carrier =>
  html({
    head: `<meta http-equiv="refresh" content="0;url=${escapeHtml(url)}">`,
    body: returning,
  })

/** A way for responses in a URL; a form always posts itself. */
const byUrl =
  (carry: (url: string) => Carrier): Carry =>
  (destination) =>
    destination.kind === 'url' ? carry(destination.url) : postingPage(destination)

/** A way that opens a new tab for the application. */
const inNewTab =
  (carry: (url: string) => Carrier): Carry =>
  (destination) =>
    destination.kind === 'url'
      ? carry(destination.url)
      : postingPage({ ...destination, target: '_blank' })

const byStatus = byUrl((url) => redirect(303, url))

/** A chain of the server's own redirects before the browser leaves. */
const over =
  (hosts: (origins: Origins) => readonly [string, ...string[]]): Carry =>
  (destination, server) => {
    const last = byStatus(destination, server)
    return redirect(302, server.departures.begin(last, hosts(server.origins)))
  }

/** The form data of the customer, which a 307 sends to the application too. */
const typed: Fields = [['username', 'aisyah']]

const carriers = {
  status: byStatus,
  'status-302': byUrl((url) => redirect(302, url)),
  /**
   * The server posts to itself and redirects with 307, so that the browser posts the same form to the
   * application.
   */
  'status-307': (destination, { departures, origins }) => {
    const url = departures.begin(redirect(307, destination.url), [origins.authorization])
    return destination.kind === 'form'
      ? postingPage({ ...destination, url })
      : postingPage({ url, fields: typed })
  },
  /**
   * Like a login at a different identity provider, whose code is sent to a URL of the server itself.
   */
  broker: (destination, server) => {
    const { departures, origins } = server
    const callback = departures.begin(byStatus(destination, server), [origins.authorization])
    return redirect(302, `${callback}?code=upstream-code&state=upstream-state`)
  },
  chain: over(({ authorization }) => [authorization, authorization, authorization]),
  'chain-hosts': over(({ backChannel, jwks, registration }) => [backChannel, registration, jwks]),
  script: byUrl((url) => scriptPage(`location.replace(${asJson(url)})`)),
  'script-assign': byUrl((url) => scriptPage(`location.assign(${asJson(url)})`)),
  link: byUrl((url) => linkPage(url)),
  'meta-refresh': (destination, { departures, origins }) =>
    refreshPage(
      destination.kind === 'url'
        ? destination.url
        : departures.begin(postingPage(destination), [origins.authorization]),
    ),
  'window-open': inNewTab((url) => scriptPage(`window.open(${asJson(url)})`)),
  'blank-link': inNewTab((url) => linkPage(url, ' target="_blank"')),
} satisfies Record<string, Carry>

/** How the browser is sent to the redirect URI: by a status, or from within a page. */
export type RedirectBy = keyof typeof carriers

/** Whether a way of this name exists. */
export const isRedirectWay = (name: string): name is RedirectBy => Object.hasOwn(carriers, name)

/** Builds the response that sends the browser on its way. */
export const carry = (
  destination: Destination,
  redirectBy: RedirectBy | undefined,
  server: Server,
): Carrier => carriers[redirectBy ?? 'status'](destination, server)
