import type { Observation } from '@/lib/capture/observation'
import { withoutQuery } from '@/lib/oauth/url'
import type { OAuthMessage } from './message'

/** Steps of a login that are kept; the rest only lengthens a list. */
const maxHops = 60

type Messages = readonly OAuthMessage[]

/** Puts the status of an answer into the step that waits for it. */
export function settleHop(messages: Messages, observation: Observation): Messages {
  const last = messages.at(-1)
  if (last?.kind !== 'hop' || last.status !== null || !('status' in observation)) return messages
  return last.url === withoutQuery(observation.url) && last.method === observation.method
    ? [...messages.slice(0, -1), { ...last, status: observation.status }]
    : messages
}

/** Adds a page or redirect between the authorization request and its response. */
export function addHop(
  messages: Messages,
  observation: Observation,
  newId: () => string,
): Messages {
  if (observation.kind !== 'request') return settleHop(messages, observation)
  const hops = messages.filter((message) => message.kind === 'hop')
  if (hops.length >= maxHops) return messages
  return [
    ...messages,
    {
      kind: 'hop',
      id: newId(),
      at: observation.at,
      source: 'browser',
      results: [],
      method: observation.method,
      url: withoutQuery(observation.url),
      status: null,
    },
  ]
}
