import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import {
  findDeadPort,
  listenOnLocalhost,
  listenOnLoopback,
  type Listening,
  type MakeServer,
} from './listen.ts'
import type { Origins } from './origins.ts'

/** Handles one request; a thrown error becomes status 500. */
export type Handler = (req: IncomingMessage, res: ServerResponse) => unknown

/** The parts of a sandbox that listen, each on its own origin. */
export type Part = Exclude<keyof Origins, 'dead'>

/** The address family decides the host of the origin: `localhost` or `127.0.0.1`. */
const listeners: Readonly<Record<Part, typeof listenOnLoopback>> = {
  authorization: listenOnLoopback,
  backChannel: listenOnLocalhost,
  jwks: listenOnLoopback,
  registration: listenOnLocalhost,
  app: listenOnLocalhost,
  sameSiteApp: listenOnLoopback,
  secureApp: listenOnLocalhost,
  mtls: listenOnLocalhost,
}

/** The parts that exist only if their TLS servers were chosen. */
type SecurePart = 'mtls' | 'secureApp'

export type MakeSecure = Readonly<Partial<Record<SecurePart, MakeServer>>>

/** Navigations that wait, and how they continue. */
export interface Pause {
  readonly waiting: () => number
  readonly resume: () => void
}

/** Keeps navigations waiting while it is paused, as a slow server does. */
function createGate() {
  let resumed: Promise<void> | null = null
  let waiting = 0
  return {
    async pass({ headers }: IncomingMessage): Promise<void> {
      if (!resumed || headers['sec-fetch-mode'] !== 'navigate') return
      waiting += 1
      await resumed
      waiting -= 1
    },
    pause(): Pause {
      const { promise, resolve } = Promise.withResolvers<void>()
      resumed = promise
      const resume = () => {
        resumed = null
        resolve()
      }
      return { waiting: () => waiting, resume }
    },
  }
}

const isSecure = (part: Part): part is SecurePart => part === 'mtls' || part === 'secureApp'

const hostOf = (part: Part) => (listeners[part] === listenOnLocalhost ? 'localhost' : '127.0.0.1')

function toListener(handler: Handler): RequestListener {
  return async (req, res) => {
    try {
      await handler(req, res)
    } catch (error) {
      if (!res.headersSent) res.writeHead(500)
      res.end(String(error))
    }
  }
}

const tooEarly: Handler = (_req, res) => res.writeHead(503).end()

/**
 * Listens for every part and returns the origins. The handlers are set afterwards, because they
 * depend on the origins. If one port is unavailable, the others are closed.
 */
export async function openPorts(
  wanted: Partial<Readonly<Record<Part, number>>>,
  makeSecure: MakeSecure,
) {
  const parts = (Object.keys(listeners) as Part[]).filter(
    (part) => !isSecure(part) || makeSecure[part] !== undefined,
  )
  let handlers: Partial<Record<Part, Handler>> = {}
  const gate = createGate()
  const opening = await Promise.allSettled(
    parts.map((part) =>
      listeners[part](
        wanted[part] ?? 0,
        toListener(async (req, res) => {
          await gate.pass(req)
          await (handlers[part] ?? tooEarly)(req, res)
        }),
        isSecure(part) ? makeSecure[part] : undefined,
      ),
    ),
  )
  const open = new Map<Part, Listening>()
  opening.forEach((result, index) => {
    const part = parts[index]
    if (part !== undefined && result.status === 'fulfilled') open.set(part, result.value)
  })
  const close = async () => {
    await Promise.all([...open.values()].map((listening) => listening.close()))
  }
  const failed = opening.find((result) => result.status === 'rejected')
  if (failed) {
    await close()
    throw failed.reason
  }
  const originOf = (part: Part) =>
    `${isSecure(part) ? 'https' : 'http'}://${hostOf(part)}:${open.get(part)?.port}`
  const origins: Origins = {
    authorization: originOf('authorization'),
    backChannel: originOf('backChannel'),
    jwks: originOf('jwks'),
    registration: originOf('registration'),
    app: originOf('app'),
    sameSiteApp: originOf('sameSiteApp'),
    ...(makeSecure.mtls ? { mtls: originOf('mtls') } : {}),
    ...(makeSecure.secureApp ? { secureApp: originOf('secureApp') } : {}),
    dead: `http://127.0.0.1:${await findDeadPort()}`,
  }
  return {
    origins,
    close,
    pause: gate.pause,
    /** Sets the handler of each part. */
    serve: (made: Readonly<Record<Part, Handler>>) => {
      handlers = made
    },
  }
}
