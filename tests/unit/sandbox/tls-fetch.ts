import type { IncomingMessage } from 'node:http'
import { Agent, request } from 'node:https'
import { text } from 'node:stream/consumers'

/** Whom a client trusts, and what it shows of itself. */
export interface TlsIdentity {
  readonly ca: string
  readonly cert?: string
  readonly key?: string
}

/** What fetch takes; the body is text. */
interface Init {
  readonly method: string
  readonly headers: Record<string, string>
  readonly body?: unknown
}

/** A `fetch` that speaks TLS with a client certificate, which Node's own cannot. */
export function fetchOver(identity: TlsIdentity) {
  return async (url: string, { method, headers, body }: Init): Promise<Response> => {
    const agent = new Agent({ keepAlive: false, ...identity })
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const sent = request(url, { method, headers, agent }, resolve)
      sent.on('error', reject)
      sent.end(body === undefined || body === null ? undefined : String(body))
    })
    const pairs = Object.entries(response.headers).map(
      ([name, value]) => [name, String(value)] as [string, string],
    )
    const { statusCode: status = 0 } = response
    return new Response(await text(response), { status, headers: pairs })
  }
}
