import type { Flow } from '@/lib/flow/model/flow'
import { param, type Params } from '@/lib/model/params'
import { jwtContentOf } from '@/lib/oauth/jwt-text'
import { claimParams } from '@/lib/oauth/request-claims'

/**
 * The parameters of the newest authorization request in a flow, pushed or not; null without one. Those in a
 * request object replace those beside it.
 *
 * @see [RFC 9101](https://www.rfc-editor.org/rfc/rfc9101.html#section-6.3)
 */
export function sentAuthorization({ messages }: Pick<Flow, 'messages'>): Params | null {
  const sent = messages.flatMap((message): readonly Params[] => {
    if (message.kind === 'par-request') return [message.params]
    const isPlain =
      message.kind === 'authorization-request' && param(message.params, 'request_uri') === undefined
    return isPlain ? [message.params] : []
  })
  const newest = sent.at(-1)
  if (!newest) return null
  const request = param(newest, 'request')
  if (request === undefined) return newest
  const inside = claimParams(jwtContentOf(request).jwt.payload ?? {})
  const names = new Set(inside.map(([name]) => name))
  return [...newest.filter(([name]) => !names.has(name)), ...inside]
}
