import type { Flow } from '@/lib/flow/model/flow'
import type { StepUp } from '@/lib/flow/model/flow-facts'
import { browserSession } from '@/lib/flow/read/step-up'
import type { Data } from '@/lib/storage/data'
import { presentFacts } from '@/lib/storage/select'

/** Milliseconds within which a new authorization request counts as the reaction to a challenge. */
const reactsWithin = 600_000

/**
 * The step-up challenge that a flow reacts to: it is the first flow of the same client in the same browser session
 * after it. Null if there was none.
 *
 * @see [RFC 9470](https://www.rfc-editor.org/rfc/rfc9470.html#section-4)
 */
export function challengeBefore(flow: Flow, data: Data): StepUp | null {
  const { id, clientId, issuer, createdAt } = flow
  if (clientId === null) return null
  const rows = new Map(data.flows.map((row) => [row.id, row]))
  const ofClient = presentFacts(data).filter((facts) => {
    const row = rows.get(facts.id)
    return row && facts.id !== id && row.clientId === clientId && row.issuer === issuer
  })
  const challenges = ofClient.flatMap(({ stepUp }) => stepUp ?? [])
  const session = browserSession(flow)
  const last = challenges
    .filter((each) => each.session === session && each.at < createdAt)
    .toSorted((a, b) => b.at - a.at)[0]
  if (!last || createdAt - last.at > reactsWithin) return null
  const isFirst = ofClient.every(
    (facts) => facts.createdAt <= last.at || facts.createdAt >= createdAt,
  )
  return isFirst ? last : null
}
