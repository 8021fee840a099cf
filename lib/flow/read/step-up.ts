import type { Flow } from '@/lib/flow/model/flow'
import type { StepUp } from '@/lib/flow/model/flow-facts'
import { challengesIn } from '@/lib/model/challenges'
import { param } from '@/lib/model/params'

/** Flows with the same text share their cookies. */
export function browserSession({
  incognito,
  cookieStoreId,
}: Pick<Flow, 'incognito' | 'cookieStoreId'>): string {
  return `${incognito ? 'private' : 'normal'} ${cookieStoreId ?? ''}`
}

/**
 * The last challenge of a resource that demands another authentication; null if there was none.
 *
 * @see [RFC 9470](https://www.rfc-editor.org/rfc/rfc9470.html#section-3)
 */
export function stepUpIn(flow: Flow): StepUp | null {
  const refused = flow.messages.findLast(
    (message) =>
      (message.kind === 'resource-response' || message.kind === 'userinfo-response') &&
      message.status === 401,
  )
  if (!refused || !('headers' in refused)) return null
  const challenge = challengesIn(refused.headers ?? []).list.find(
    ({ attributes }) => param(attributes, 'error') === 'insufficient_user_authentication',
  )
  if (!challenge) return null
  const { attributes } = challenge
  return {
    at: refused.at,
    session: browserSession(flow),
    acrValues: (param(attributes, 'acr_values') ?? '').split(/\s+/).filter(Boolean),
    maxAge: secondsIn(param(attributes, 'max_age')),
  }
}

const secondsIn = (text: string | undefined) =>
  text !== undefined && /^\d{1,12}$/.test(text) ? Number(text) : null
