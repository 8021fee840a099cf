import { maxChains, maxResponses } from '@/lib/model/bounds'
import type { Flow } from '@/lib/flow/model/flow'
import { param } from '@/lib/model/params'
import type { AuthorizationResponse, OAuthMessage } from '@/lib/flow/model/message'
import { membersOf } from '@/lib/flow/read/response-members'
import { isCodeUsed } from '@/lib/flow/read/code-use'

/** Adds navigations to a flow. The newest are kept. */
export function withChains(chains: Flow['chains'], more: readonly string[]): Flow['chains'] {
  const all = new Set([...chains, ...more])
  return all.size === chains.length ? chains : [...all].slice(-maxChains)
}

/**
 * Adds a new response, which is always kept. If there are too many, removes the oldest one that is not the
 * first, was not held, and has an unused code.
 */
export function withResponse(
  messages: readonly OAuthMessage[],
  response: AuthorizationResponse,
): readonly OAuthMessage[] {
  const [first, ...rest] = messages.filter((message) => message.kind === 'authorization-response')
  if (rest.length + 1 < maxResponses) return [...messages, response]
  const gone = rest.find((other) => isPlain(messages, other)) ?? rest[0] ?? first
  return [...messages.filter((message) => message !== gone), response]
}

function isPlain(messages: readonly OAuthMessage[], response: AuthorizationResponse): boolean {
  const code = param(membersOf(response), 'code')
  return response.hold === null && (code === undefined || !isCodeUsed({ messages }, code))
}
