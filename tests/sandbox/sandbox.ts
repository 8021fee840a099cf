import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { assignTo, installAdjustments } from './adjustments.ts'
import { createApp } from './app.ts'
import type { AppCall } from './app.ts'
import { createAssignments } from './assignments.ts'
import type { Assignment } from './assignments.ts'
import { createDataConsumer } from './data-consumer.ts'
import type { DataConsumer } from './data-consumer.ts'
import { createInteractionHandler } from './interaction.ts'
import { createServerKeys } from './keys.ts'
import { findDeadPort, listenOnLocalhost, listenOnLoopback } from './listen.ts'
import type { Origins } from './origins.ts'
import { createProvider, resourceOf } from './provider.ts'
import { defaultSettings, published } from './settings.ts'
import type { SandboxSettings } from './settings.ts'
import { createClients } from './test-clients.ts'
import type { ClientId, TestClient } from './test-clients.ts'

/** Ports to listen on; 0 or absent takes any free one. */
export interface SandboxPorts {
  readonly authorization?: number
  readonly backChannel?: number
  readonly jwks?: number
  readonly registration?: number
  readonly app?: number
}

export interface SandboxOptions extends Partial<SandboxSettings> {
  readonly ports?: SandboxPorts
}

export interface Sandbox {
  readonly issuer: string
  readonly discoveryUrl: string
  readonly origins: Origins
  readonly settings: SandboxSettings
  readonly clients: readonly TestClient[]
  /** A tester's API client; acts for `tpp-7f3a91` unless told otherwise. */
  readonly consumer: (clientId?: ClientId) => DataConsumer
  readonly app: {
    /** Every request that reached the application so far. */
    readonly calls: () => readonly AppCall[]
  }
  /** Gives a fault or a way of redirecting to a request that somebody else has pushed. */
  readonly assign: (requestUri: string, assignment: Assignment) => Promise<void>
  /** Stops everything and drops open connections. */
  readonly close: () => Promise<void>
}

function sendJson(res: ServerResponse, status: number, type: string, value: unknown): void {
  res.writeHead(status, {
    'content-type': type,
    'cache-control': 'public, max-age=900',
    'access-control-allow-origin': '*',
  })
  res.end(JSON.stringify(value))
}

const notFound = (res: ServerResponse) =>
  sendJson(res, 404, 'application/json', { error: 'not_found' })

const pathOf = (req: IncomingMessage) => (req.url ?? '/').split('?', 1)[0] ?? '/'

/** Hides the browser's session from the server, so that each consent starts with a login. */
function forgetSession(req: IncomingMessage): void {
  const kept = (req.headers.cookie ?? '')
    .split('; ')
    .filter((cookie) => !cookie.startsWith('_session'))
  req.headers.cookie = kept.join('; ')
}

/** Calls a listener that is made later, once the ports are known. */
function deferredListener() {
  let listener: RequestListener = (_req, res) => void res.writeHead(503).end()
  return {
    listen: ((req, res) => listener(req, res)) satisfies RequestListener,
    become: (made: (req: IncomingMessage, res: ServerResponse) => unknown) => {
      listener = async (req, res) => {
        try {
          await made(req, res)
        } catch (error) {
          res.writeHead(500).end(String(error))
        }
      }
    },
  }
}

/** Starts the authorization server and the application on loopback ports. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { ports = {}, ...chosen } = options
  const settings: SandboxSettings = { ...defaultSettings, ...chosen }
  const authorization = deferredListener()
  const backChannel = deferredListener()
  const jwks = deferredListener()
  const registration = deferredListener()
  const appListener = deferredListener()

  const [front, back, keySet, registrar, appServer] = await Promise.all([
    listenOnLoopback(ports.authorization ?? 0, authorization.listen),
    listenOnLocalhost(ports.backChannel ?? 0, backChannel.listen),
    listenOnLoopback(ports.jwks ?? 0, jwks.listen),
    listenOnLocalhost(ports.registration ?? 0, registration.listen),
    listenOnLocalhost(ports.app ?? 0, appListener.listen),
  ])
  const origins: Origins = {
    authorization: `http://127.0.0.1:${front.port}`,
    backChannel: `http://localhost:${back.port}`,
    jwks: `http://127.0.0.1:${keySet.port}`,
    registration: `http://localhost:${registrar.port}`,
    app: `http://localhost:${appServer.port}`,
    dead: `http://127.0.0.1:${await findDeadPort()}`,
  }

  const [keys, clients] = await Promise.all([createServerKeys(), createClients(origins, settings)])
  const provider = createProvider({ origins, settings, keys, clients })
  const assignments = createAssignments()
  const around = { provider, origins, settings, keys, assignments }
  installAdjustments(around)
  const answer = provider.callback()
  const interact = createInteractionHandler(provider, {
    assignments,
    resource: resourceOf(origins),
  })
  const app = createApp()

  const { paths } = published
  const frontPaths = /^\/(auth(\/[^/]+)?|\.well-known\/[^/]+)$/
  const backPaths = new Set<string>([
    paths.token,
    paths.pushed_authorization_request,
    paths.userinfo,
    paths.introspection,
    paths.revocation,
  ])
  authorization.become((req, res) => {
    if (pathOf(req).startsWith('/interaction/')) return interact(req, res)
    if (!frontPaths.test(pathOf(req))) return notFound(res)
    forgetSession(req)
    return answer(req, res)
  })
  backChannel.become((req, res) => (backPaths.has(pathOf(req)) ? answer(req, res) : notFound(res)))
  jwks.become((req, res) =>
    pathOf(req) === paths.jwks
      ? sendJson(res, 200, 'application/jwk-set+json', keys.jwks())
      : notFound(res),
  )
  registration.become((_req, res) =>
    sendJson(res, 501, 'application/json', {
      error: 'not_implemented',
      error_description: 'Clients of the sandbox are registered when it starts',
    }),
  )
  appListener.become(app.handle)

  return {
    issuer: origins.authorization,
    discoveryUrl: `${origins.authorization}/.well-known/openid-configuration`,
    origins,
    settings,
    clients,
    consumer: (clientId = 'tpp-7f3a91') =>
      createDataConsumer({ issuer: origins.authorization, clients, clientId }),
    app: { calls: app.calls },
    assign: (requestUri, assignment) => assignTo(requestUri, assignment, around),
    close: async () => {
      await Promise.all([front, back, keySet, registrar, appServer].map(({ close }) => close()))
    },
  }
}
