import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

/** The response that carries the authorization response to the redirect URI. */
export interface Carrier {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

interface Departure {
  readonly hosts: readonly string[]
  readonly last: Carrier
}

/** The server's own pages and redirects before the browser leaves for the application. */
export interface Departures {
  /**
   * Keeps the response at the end of the way, and returns the URL of its start: one URL on each of
   * the origins, each with a 302 redirect to the next.
   */
  readonly begin: (last: Carrier, origins: readonly [string, ...string[]]) => string
  /** Serves the URLs of the ways. */
  readonly handle: (req: IncomingMessage, res: ServerResponse) => void
}

export const departurePath = /^\/leave\//

/** Returns an empty register of ways. */
export function createDepartures(): Departures {
  const departures = new Map<string, Departure>()
  const addressOf = ({ hosts }: Departure, id: string, at: number) =>
    `${hosts[at] ?? ''}/leave/${id}/${at}`

  return {
    begin: (last, hosts) => {
      const id = randomUUID()
      const departure = { hosts, last }
      departures.set(id, departure)
      return addressOf(departure, id, 0)
    },
    handle: (req, res) => {
      const [, , id = '', at = ''] = (req.url ?? '').split('?', 1)[0]?.split('/') ?? []
      const departure = departures.get(id)
      if (!departure) return void res.writeHead(404).end()
      const next = Number(at) + 1
      if (next < departure.hosts.length) {
        return void res.writeHead(302, { location: addressOf(departure, id, next) }).end()
      }
      const { status, headers, body } = departure.last
      res.writeHead(status, headers).end(body)
    },
  }
}
