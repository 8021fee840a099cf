import { once } from 'node:events'
import { createServer, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a path answers: a document, or whatever the function does. */
export type Answer = object | ((response: ServerResponse) => void)

export interface Loopback {
  readonly origin: string
  /** The paths that were asked for, in their order. */
  readonly requested: string[]
  readonly responses: Map<string, Answer>
  readonly headers: NodeJS.Dict<string | string[]>[]
  close(): Promise<void>
}

/** A real http server on this machine that answers 404 where nothing else was said. */
export async function startLoopback(): Promise<Loopback> {
  const requested: string[] = []
  const headers: Loopback['headers'] = []
  const responses = new Map<string, Answer>()
  const listener: RequestListener = (request, response) => {
    const path = request.url ?? ''
    requested.push(path)
    headers.push(request.headers)
    const planned = responses.get(path)
    if (typeof planned === 'function') return planned(response)
    send(
      planned ? 200 : 404,
      'application/json',
      JSON.stringify(planned ?? { error: 'none' }),
    )(response)
  }
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    requested,
    responses,
    headers,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Answers with a status, a content type and a body. */
export const send =
  (status: number, type: string | null, body: string | Buffer, more: Record<string, string> = {}) =>
  (response: ServerResponse): void => {
    response.writeHead(status, { ...(type ? { 'content-type': type } : {}), ...more }).end(body)
  }

/** Sends octets until the client disconnects; then calls back. */
export const endless =
  (onClose: () => void) =>
  (response: ServerResponse): void => {
    const chunk = Buffer.alloc(65_536, ' ')
    const write = () => {
      while (!response.destroyed && response.write(chunk));
    }
    response.on('drain', write).on('close', onClose)
    write()
  }
