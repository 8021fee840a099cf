import { maxChains, maxResponses } from '@/lib/model/bounds'
import type { Flow } from '@/lib/flow/model/flow'
import { param } from '@/lib/model/params'
import type { AuthorizationResponse, OAuthMessage } from '@/lib/flow/model/message'
import { membersOf } from '@/lib/flow/read/response-members'
import { isCodeUsed } from '@/lib/flow/read/code-use'

/** The navigations of a flow with more of them; the newest are kept. */
export function withChains(chains: Flow['chains'], more: readonly string[]): Flow['chains'] {
  const all = new Set([...chains, ...more])
  return all.size === chains.length ? chains : [...all].slice(-maxChains)
}

/**
 * The messages with a response that is new. A new one is always kept. Where there are too many, the oldest
 * goes that is not the first, was not held, and whose code was not used.
 */
export function withResponse(
  messages: readonly OAuthMessage[],
  response: AuthorizationResponse,
): readonly OAuthMessage[] {
  const [first, ...others] = messages.filter((message) => message.kind === 'authorization-response')
  if (others.length + 1 < maxResponses) return [...messages, response]
  const gone = others.find((other) => isPlain(messages, other)) ?? others[0] ?? first
  return [...messages.filter((message) => message !== gone), response]
}

function isPlain(messages: readonly OAuthMessage[], response: AuthorizationResponse): boolean {
  const code = param(membersOf(response), 'code')
  return response.hold === null && (code === undefined || !isCodeUsed({ messages }, code))
}
