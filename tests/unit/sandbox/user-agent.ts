import type { Pushed } from '../../sandbox/data-consumer.ts'

/** A page or a redirect that left the authorization server's origin. */
export interface Stop {
  readonly url: string
  readonly status: number
  readonly body: string
  /** The paths that were visited on the way, the last one included. */
  readonly visited: readonly string[]
}

/** The authorize URL as a tester pastes it. */
export function authorizeUrl(issuer: string, { clientId, requestUri }: Pushed): string {
  const query = new URLSearchParams({
    client_id: clientId,
    scope: 'openid',
    request_uri: requestUri,
  })
  return `${issuer}/auth?${query}`
}

/** A browser made of HTTP only: cookies by path, redirects, forms; it stays on one origin. */
export function createUserAgent(origin: string) {
  const cookies = new Map<string, { readonly value: string; readonly path: string }>()

  function keep(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split('; ')
      const [name = '', value = ''] = pair.split('=')
      const path = attributes.find((item) => item.startsWith('path='))?.slice(5) ?? '/'
      cookies.set(`${name} ${path}`, { value, path })
    }
  }

  function cookieHeader(pathname: string): string {
    return [...cookies]
      .filter(([, { value, path }]) => value !== '' && pathname.startsWith(path))
      .map(([key, { value }]) => `${key.split(' ', 1)[0]}=${value}`)
      .join('; ')
  }

  async function go(start: string, form?: Record<string, string>): Promise<Stop> {
    const visited: string[] = []
    let url = new URL(start, origin)
    let body = form
    for (;;) {
      if (url.origin !== origin) return { url: url.href, status: 0, body: '', visited }
      visited.push(url.pathname)
      const response = await fetch(url, {
        redirect: 'manual',
        headers: { cookie: cookieHeader(url.pathname) },
        ...(body === undefined ? {} : { method: 'POST', body: new URLSearchParams(body) }),
      })
      keep(response)
      const text = await response.text()
      const location = response.headers.get('location')
      if (location === null) return { url: url.href, status: response.status, body: text, visited }
      url = new URL(location, url)
      body = undefined
    }
  }

  /** Submits the form of a page. */
  function submit(stop: Stop, form: Record<string, string>): Promise<Stop> {
    const action = /<form [^>]*action="([^"]+)"/.exec(stop.body)?.[1]
    if (action === undefined) throw new Error(`No form at ${stop.url}\n${stop.body}`)
    return go(action, form)
  }

  return { go, submit }
}

/** Opens the authorize URL, logs in, chooses a bank where asked, and decides. */
export async function consent(
  issuer: string,
  pushed: Pushed,
  decision: 'approve' | 'deny' = 'approve',
): Promise<Stop> {
  const browser = createUserAgent(issuer)
  let stop = await browser.go(authorizeUrl(issuer, pushed))
  if (!stop.body.includes('id="log-in"')) return stop
  stop = await browser.submit(stop, { username: 'aisyah', password: 'sandbox-only' })
  if (stop.body.includes('id="choose"')) {
    stop = await browser.submit(stop, { dp_id: 'DP2468013579' })
  }
  return browser.submit(stop, { decision })
}

/** The parameters in the query of an authorization response. */
export const responseOf = (stop: Stop) => new URL(stop.url).searchParams

/** The code of an authorization response; throws when there is none. */
export function codeOf(stop: Stop): string {
  const code = responseOf(stop).get('code')
  if (code === null) throw new Error(`No code in ${stop.url}\n${stop.body}`)
  return code
}
