import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Provider } from 'oidc-provider'
import { departurePath, type Departures } from './departures.ts'
import { discoveryAt } from './discovery-behaviours.ts'
import type { ServerKeys } from './keys.ts'
import type { Origins } from './origins.ts'
import type { Handler, Part } from './ports.ts'
import type { Probed } from './probed.ts'
import type { Refusals } from './refusals.ts'
import { published, type SandboxSettings } from './settings.ts'

const { paths } = published

export const pathOf = (req: IncomingMessage) => (req.url ?? '/').split('?', 1)[0] ?? '/'

/** Responds with JSON. */
export function sendJson(
  res: ServerResponse,
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  res.writeHead(status, { 'content-type': 'application/json', ...headers })
  res.end(JSON.stringify(value))
}

export const notFound = (res: ServerResponse) => sendJson(res, 404, { error: 'not_found' })

/**
 * Hides the browser's session from the server, so that each consent starts with a login. A URL with
 * `prompt=none` is exempt, because a silent request needs the session.
 */
export function forgetSession(req: IncomingMessage): void {
  if (req.url?.includes('prompt=none')) return
  const cookies = (req.headers.cookie ?? '').split('; ')
  req.headers.cookie = cookies.filter((cookie) => !cookie.startsWith('_session')).join('; ')
}

export const interactionPath = /^\/interaction\//
/** The authorization endpoint, and the path that resumes after a login. */
export const authorizationPath = /^\/auth(\/[^/]+)?$/

/** Changes the path of a request for the provider, like a router would. */
export function rewrite(req: IncomingMessage & { originalUrl?: string }, url: string): void {
  req.originalUrl = req.url ?? ''
  req.url = url
}
const backChannelPaths: ReadonlySet<string> = new Set([
  paths.token,
  paths.pushed_authorization_request,
  paths.userinfo,
  paths.introspection,
  paths.revocation,
])

/** Returns the handler of each origin of the sandbox: each one serves only its own paths. */
export function createHandlers(made: {
  readonly provider: Provider
  readonly interact: Handler
  readonly keys: ServerKeys
  readonly app: Handler
  readonly departures: Departures
  readonly refusals: Refusals
  readonly probed: Probed
  /** The protected resource, as served on an origin. */
  readonly resource: (origin: string) => Handler
  readonly origins: Origins
  readonly settings: SandboxSettings
}): Readonly<Record<Part, Handler>> {
  const { provider, interact, keys, app, departures, refusals, probed, origins, settings } = made
  const resource = made.resource(origins.registration)
  const answer = provider.callback()
  const answerAtPar = probed.atPar(answer)
  const answerAuthorization = probed.atAuthorization(answer)
  const secureResource = made.resource(origins.mtls ?? '')
  const backChannel: Handler = (req, res) => {
    const interactionId = req.headers['x-fapi-interaction-id']
    if (typeof interactionId === 'string') res.setHeader('x-fapi-interaction-id', interactionId)
    return backChannelPaths.has(pathOf(req)) ? answerAtPar(req, res) : notFound(res)
  }
  const leaving =
    (handler: Handler): Handler =>
    (req, res) =>
      departurePath.test(pathOf(req)) ? departures.handle(req, res) : handler(req, res)
  return {
    authorization: leaving((req, res) => {
      const path = pathOf(req)
      // A page of the same site may prerender these pages.
      res.setHeader('supports-loading-mode', 'credentialed-prerender')
      if (refusals.handle(req, res)) return
      if (interactionPath.test(path)) return interact(req, res)
      const discovery = discoveryAt(path, settings)
      if (typeof discovery === 'object') return res.writeHead(302, { location: discovery.to }).end()
      if (discovery === 'document') {
        req.url = '/.well-known/openid-configuration'
        return answer(req, res)
      }
      const inside = path.startsWith(settings.issuerPath)
      const own = path.slice(settings.issuerPath.length)
      if (!inside || !authorizationPath.test(own)) return notFound(res)
      forgetSession(req)
      rewrite(req, (req.url ?? '').slice(settings.issuerPath.length))
      return answerAuthorization(req, res)
    }),
    backChannel: leaving(backChannel),
    mtls: (req, res) =>
      pathOf(req) === published.accountsPath ? secureResource(req, res) : backChannel(req, res),
    jwks: leaving((req, res) => {
      if (pathOf(req) !== paths.jwks) return notFound(res)
      return sendJson(res, 200, keys.jwks(), {
        'content-type': 'application/jwk-set+json',
        'cache-control': 'public, max-age=900',
        'access-control-allow-origin': '*',
      })
    }),
    registration: leaving((req, res) => {
      if (pathOf(req) === published.accountsPath) return resource(req, res)
      return sendJson(res, 501, {
        error: 'not_implemented',
        error_description: 'The clients of the sandbox are registered when it starts',
      })
    }),
    app,
    sameSiteApp: app,
    secureApp: app,
  }
}
