import { settleExchanged } from '@/lib/flow/hold/held-response'
import type { Flow } from '@/lib/flow/model/flow'
import { unansweredIn } from '@/lib/flow/read/unanswered'
import { putMessage, responseMessage } from '@/lib/flow/reduce/call-messages'
import { judgeFlow } from '@/lib/judge/judge-flow'
import type { Endpoint } from '@/lib/model/endpoint'
import type { Ports } from './ports'
import type { Store } from './store'

/**
 * Ends the calls of a terminated worker: their requests went out, and their responses were lost. Must be the
 * first task of a worker, because later ones send requests themselves.
 */
export function settleLost(ports: Ports, store: Store): Promise<void> {
  return store.run(async (data, save) => {
    const ids = [...data.facts.values()].filter(({ marks }) => marks.includes('unanswered'))
    const flows = await store.flows(ids.map(({ id }) => id))
    if (flows.length === 0) return
    await save({ putFlows: flows.map((flow) => judgeFlow(withoutResponses(flow, ports), data)) })
  })
}

const none = { status: null, headers: [], body: '', truncated: false } as const

function withoutResponses(flow: Flow, { newId, now }: Ports): Flow {
  const ended = unansweredIn(flow).reduce((known, request) => {
    const endpoint = request.kind.replace(/-request$/, '') as Endpoint
    const response = responseMessage(request, endpoint, none, newId(), now())
    return putMessage(
      known,
      { ...response, took: null, issues: [{ code: 'response_lost' }] },
      newId,
    )
  }, flow)
  return settleExchanged(ended)
}
