import type { IncomingMessage, ServerResponse } from 'node:http'
import { errorPage } from './pages.ts'

/**
 * How a gateway or the server itself refuses an authorization request: with a status, or with its own
 * error page.
 */
export type Refusal =
  { readonly status: number } | { readonly error: string; readonly status: number }

/** Refuses authorization requests before the server reads them. */
export interface Refusals {
  /** Refuses all requests from now on; null stops that. */
  readonly set: (refusal: Refusal | null) => void
  /** Returns whether it has responded. */
  readonly handle: (req: IncomingMessage, res: ServerResponse) => boolean
}

const errorPath = '/error'

const send = (res: ServerResponse, status: number, html: string) =>
  void res.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(html)

/**
 * Returns refusals that initially let every request through; `isRequest` determines the refused
 * paths.
 */
export function createRefusals(isRequest: (path: string) => boolean): Refusals {
  let refusal: Refusal | null = null
  return {
    set: (next) => void (refusal = next),
    handle: (req, res) => {
      const { pathname, searchParams } = new URL(req.url ?? '/', 'http://localhost')
      if (pathname === errorPath) {
        send(
          res,
          Number(searchParams.get('status')),
          errorPage(searchParams.get('error') ?? '', ''),
        )
        return true
      }
      if (!refusal || !isRequest(pathname)) return false
      if ('error' in refusal) {
        const query = new URLSearchParams({ error: refusal.error, status: String(refusal.status) })
        res.writeHead(302, { location: `${errorPath}?${query}` }).end()
      } else send(res, refusal.status, '<!doctype html><title>Refused</title>')
      return true
    },
  }
}
