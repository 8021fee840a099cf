import type { Observation } from '@/lib/capture/observation'
import { responsesOf } from '@/lib/flow/flow-response'
import { step } from '@/lib/flow/step'
import { judgeFlow } from './judge'
import { worldOf } from './knowledge'
import type { Ports } from './ports'
import type { Data, Store } from './store'

/**
 * Takes what the browser told: when the promise resolves, what it changed is in storage. Anything
 * that belongs to no flow is forgotten.
 */
export function createWatch(ports: Ports, store: Store) {
  return (observation: Observation): Promise<void> =>
    store.run(async (data, save) => {
      const change = step(worldOf(data), observation, ports.newId)
      if (!change) return
      const flow = judgeFlow(change.flow, data)
      await save({
        putFlows: [flow],
        ...(change.newResponse ? { latest: flow.id } : {}),
        ...used(data, change.usedRequestId, observation.at),
      })
      if (change.newResponse && responsesOf(flow).length > 0) await ports.showDot(true)
    })
}

/** A request_uri is used from its first use on. */
export function used(
  data: Data,
  requestId: string | null,
  at: number,
): Partial<Pick<Data, 'requests'>> {
  const request = data.requests.find(({ id }) => id === requestId)
  if (!request || request.usedAt !== null) return {}
  return {
    requests: data.requests.map((item) => (item === request ? { ...item, usedAt: at } : item)),
  }
}
