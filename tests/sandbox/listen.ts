import { createServer, type RequestListener, type Server } from 'node:http'
import type { Server as SecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'

export interface Listening {
  readonly port: number
  /** Stops listening and drops the connections that are still open. */
  readonly close: () => Promise<void>
}

type AnyServer = Server | SecureServer

/** Creates a server that does not listen yet: `createServer` of HTTP, or one of HTTPS. */
export type MakeServer = (listener: RequestListener) => AnyServer

const attempts = 20

function listenOn(server: AnyServer, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port }, () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
}

function closeServer(server: AnyServer): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

const hasCode = (error: unknown, ...codes: string[]) =>
  error instanceof Error && 'code' in error && codes.includes(String(error.code))

/** Listens on 127.0.0.1 only; port 0 means any free one. */
export async function listenOnLoopback(
  port: number,
  listener: RequestListener,
  make: MakeServer = createServer,
) {
  const server = make(listener)
  const taken = await listenOn(server, '127.0.0.1', port)
  return { port: taken, close: () => closeServer(server) } satisfies Listening
}

/**
 * Listens on the same port of 127.0.0.1 and, if available, of ::1, so that `localhost` works with
 * both addresses.
 */
export async function listenOnLocalhost(
  port: number,
  listener: RequestListener,
  make: MakeServer = createServer,
): Promise<Listening> {
  for (let attempt = 1; ; attempt += 1) {
    const four = await listenOnLoopback(port, listener, make)
    const six = make(listener)
    try {
      await listenOn(six, '::1', four.port)
      return {
        port: four.port,
        close: async () => void (await Promise.all([four.close(), closeServer(six)])),
      }
    } catch (error) {
      if (hasCode(error, 'EADDRNOTAVAIL', 'EAFNOSUPPORT')) return four
      await four.close()
      if (!hasCode(error, 'EADDRINUSE') || port !== 0 || attempt === attempts) throw error
    }
  }
}

/**
 * Returns a loopback port without a listener: below the range of ephemeral ports, so that it stays
 * free, and above every port that browsers block.
 */
export async function findDeadPort(): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    const port = 20_000 + Math.floor(Math.random() * 10_000)
    try {
      const probe = await listenOnLoopback(port, () => undefined)
      await probe.close()
      return port
    } catch (error) {
      if (attempt === attempts) throw error
    }
  }
}
