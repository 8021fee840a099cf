import { useMemo } from 'react'
import { useEachFlow } from '@/components/connected/use-each-flow'
import { flowName } from '@/components/ui/flow-text'
import type { Flow, FlowToken } from '@/lib/flow/model/flow'
import { flowValues } from '@/lib/flow/read/flow-values'
import type { ExtraParams } from '@/lib/oauth/profile'
import { useMirror } from '@/lib/state/mirror'

/** An access token that a call can be made with. */
export interface CallToken {
  readonly token: FlowToken
  readonly flowId: string
  /** The name of its flow. */
  readonly flow: string
  /** The variables that the flow has. */
  readonly values: ExtraParams
}

const read = (flow: Flow) => ({
  tokens: flow.tokens.filter(({ kind, state }) => kind === 'access_token' && state === 'live'),
  values: flowValues(flow),
})

/** The live access tokens in the flows of a profile: the user's before the client's own, and the newest first. */
export function useCallTokens(profileId: string): {
  readonly tokens: readonly CallToken[]
  readonly isReading: boolean
} {
  const all = useMirror(({ flows }) => flows)
  const own = useMemo(
    () =>
      all.filter(
        (flow) => flow.profileId === profileId && flow.removedAt === undefined && !flow.imported,
      ),
    [all, profileId],
  )
  const { values, isReading } = useEachFlow(own, read)
  const tokens = own.flatMap((summary): readonly CallToken[] => {
    const found = values.get(summary.id)
    if (!found) return []
    const { id: flowId } = summary
    return found.tokens.map((token) => ({
      token,
      flowId,
      flow: flowName(summary),
      values: found.values,
    }))
  })
  const rank = ({ token }: CallToken) => (token.ofClient ? 1 : 0)
  return {
    tokens: tokens.toSorted((a, b) => rank(a) - rank(b) || b.token.receivedAt - a.token.receivedAt),
    isReading,
  }
}
