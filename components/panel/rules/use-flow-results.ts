import { useMemo } from 'react'
import { useEachFlow } from '@/components/connected/use-each-flow'
import { flowNumbers } from '@/components/ui/flow-text'
import type { Flow, FlowSummary } from '@/lib/flow/model/flow'
import type { MessageKind } from '@/lib/flow/model/message'
import type { RuleResult, Status } from '@/lib/model/rule-result'
import { statusOf, statusOrder } from '@/lib/model/status'

/** The worst result of a rule in a flow. */
export interface RuleUse {
  readonly flow: FlowSummary
  readonly messageId: string
  readonly kind: MessageKind
  readonly at: number
  readonly result: RuleResult
  readonly status: Status
}

export interface FlowResults {
  /** By the id of the rule: one for each flow in which it ran, the worst and newest first. */
  readonly uses: ReadonlyMap<string, readonly RuleUse[]>
  /** The numbers of flows with the same name. */
  readonly numbers: ReadonlyMap<string, number>
  /** Some flows have not been read yet. */
  readonly isReading: boolean
}

type Found = Omit<RuleUse, 'flow'>

const rank = (status: Status) => statusOrder.indexOf(status)

/** The results of all rules in these flows, which are read one after the other while the screen is visible. */
export function useFlowResults(flows: readonly FlowSummary[]): FlowResults {
  const { values, isReading } = useEachFlow(flows, worstIn)
  const uses = useMemo(() => usesOf(flows, values), [flows, values])
  const numbers = useMemo(() => flowNumbers(flows), [flows])
  return { uses, numbers, isReading }
}

/** The worst result of each rule in a flow; of equal ones, the first. */
function worstIn({ messages }: Flow): ReadonlyMap<string, Found> {
  const found = new Map<string, Found>()
  for (const { id: messageId, kind, at, results } of messages)
    for (const result of results) {
      const status = statusOf(result)
      const worst = found.get(result.id)
      if (!worst || rank(status) < rank(worst.status))
        found.set(result.id, { messageId, kind, at, result, status })
    }
  return found
}

function usesOf(
  flows: readonly FlowSummary[],
  found: ReadonlyMap<string, ReadonlyMap<string, Found>>,
): ReadonlyMap<string, readonly RuleUse[]> {
  const all = flows.flatMap((flow) =>
    [...(found.get(flow.id) ?? [])].map(([id, each]) => ({ id, use: { flow, ...each } })),
  )
  return new Map(
    [...Map.groupBy(all, ({ id }) => id)].map(([id, group]) => [
      id,
      group
        .map(({ use }) => use)
        .toSorted((a, b) => rank(a.status) - rank(b.status) || b.at - a.at),
    ]),
  )
}
