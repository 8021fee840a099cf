import type { Issue } from '@/lib/model/issue'
import { pushAuthorization, type Authorization } from './authorization'
import type { ClientContext, SentRequest } from './client-context'

/** The push of an authorization request as it would be sent: method, URL, headers and body. Nothing is sent. */
export async function preparePush(
  ctx: ClientContext,
  authorization: Authorization,
): Promise<SentRequest | { readonly issues: readonly Issue[] }> {
  const built: { request: SentRequest | null } = { request: null }
  const send: ClientContext['send'] = (_, request) => {
    built.request = request
    return Promise.reject(new Error('Only prepared'))
  }
  const { issues } = await pushAuthorization({ ...ctx, send }, authorization)
  return built.request ?? { issues }
}

/** Sends a prepared request in place of the first one, and counts what follows. */
export function preparedFirst(
  send: ClientContext['send'],
  prepared: SentRequest,
): { readonly send: ClientContext['send']; readonly count: () => number } {
  let count = 0
  return {
    count: () => count,
    send(endpoint, request) {
      count += 1
      return send(endpoint, count === 1 ? prepared : request)
    },
  }
}
