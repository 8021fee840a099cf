import type { Flow } from '@/lib/flow/model/flow'
import type { OAuthMessage } from '@/lib/flow/model/message'

/** Octets of a flow whose view is stored. The popup reads a larger flow itself. */
const maxOctets = 100_000

const shown: ReadonlySet<OAuthMessage['kind']> = new Set([
  'authorization-response',
  'token-request',
  'token-response',
])

/**
 * What the popup shows of the flow with the newest response, so that it need not read and decrypt the flow: the
 * flow with only these messages. Null if the flow is large.
 */
export function latestViewOf(flow: Flow, octets: number): Flow | null {
  if (octets > maxOctets) return null
  return { ...flow, messages: flow.messages.filter(({ kind }) => shown.has(kind)) }
}
