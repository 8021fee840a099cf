import { useEffect, useMemo, useRef, useState } from 'react'
import { flowNumbers } from '@/components/ui/flow-text'
import type { Flow, FlowSummary } from '@/lib/flow/model/flow'
import type { MessageKind } from '@/lib/flow/model/message'
import type { RuleResult, Status } from '@/lib/model/rule-result'
import { statusOf, statusOrder } from '@/lib/model/status'
import { readOnce } from '@/lib/state/mirror'

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

interface Known {
  readonly rev: number | undefined
  readonly found: ReadonlyMap<string, Found>
}

/** Flows that are read before the results are shown again. */
const step = 25

const rank = (status: Status) => statusOrder.indexOf(status)

/** The results of all rules in these flows, which are read one after the other while the screen is visible. */
export function useFlowResults(flows: readonly FlowSummary[]): FlowResults {
  const cache = useRef(new Map<string, Known>())
  const [read, setRead] = useState({ known: new Map<string, Known>(), isReading: true })
  useEffect(() => {
    const known = cache.current
    const stop = new AbortController()
    const show = (isReading: boolean) => {
      if (!stop.signal.aborted) setRead({ known: new Map(known), isReading })
    }
    void readAll(flows, known, stop.signal, () => show(true)).then(() => show(false))
    return () => stop.abort()
  }, [flows])
  const uses = useMemo(() => usesOf(flows, read.known), [flows, read])
  const numbers = useMemo(() => flowNumbers(flows), [flows])
  return { uses, numbers, isReading: read.isReading }
}

async function readAll(
  flows: readonly FlowSummary[],
  cache: Map<string, Known>,
  signal: AbortSignal,
  onStep: () => void,
): Promise<void> {
  const ids = new Set(flows.map(({ id }) => id))
  for (const id of cache.keys()) if (!ids.has(id)) cache.delete(id)
  for (const [at, { id }] of flows.entries()) {
    if (signal.aborted) return
    const rev = cache.get(id)?.rev
    const read = await readOnce(id, rev)
    // Only the results are kept, not the flow.
    if (read && (rev === undefined || read.rev !== rev))
      cache.set(id, { rev: read.rev, found: worstIn(read.flow) })
    if (at % step === step - 1) onStep()
  }
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
  known: ReadonlyMap<string, Known>,
): ReadonlyMap<string, readonly RuleUse[]> {
  const all = flows.flatMap((flow) =>
    [...(known.get(flow.id)?.found ?? [])].map(([id, found]) => ({ id, use: { flow, ...found } })),
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
