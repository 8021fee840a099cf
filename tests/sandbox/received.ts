import type { IncomingMessage } from 'node:http'

/** A request as it reached the sandbox. */
export interface ReceivedRequest {
  readonly method: string
  /** Path and query. */
  readonly target: string
  /** In the order and spelling of the wire. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** The octets of the body, as Latin-1. */
  readonly body: string
}

/** Keeps the octets of requests beside the server that reads them. */
export function createReceived() {
  const all: ReceivedRequest[] = []
  return {
    all: (): readonly ReceivedRequest[] => all,
    /** The server takes the body in its own time, so that only what it is given is copied. */
    tap(req: IncomingMessage): void {
      const chunks: Buffer[] = []
      const { method = '', url = '', rawHeaders } = req
      const emit = req.emit.bind(req)
      req.emit = (name: string | symbol, ...args: unknown[]) => {
        if (name === 'data') chunks.push(Buffer.from(args[0] as Uint8Array))
        if (name === 'end')
          all.push({
            method,
            target: url,
            headers: pairsOf(rawHeaders),
            body: Buffer.concat(chunks).toString('latin1'),
          })
        return emit(name as 'data', ...(args as [unknown]))
      }
    },
  }
}

function pairsOf(raw: readonly string[]): ReceivedRequest['headers'] {
  return raw.flatMap((name, at) => (at % 2 === 0 ? [[name, raw[at + 1] ?? ''] as const] : []))
}
