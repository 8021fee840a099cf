import type { Observation } from '@/lib/capture/observation'
import { responsesOf } from '@/lib/flow/flow-response'
import { mayMatter, step } from '@/lib/flow/step'
import { judgeFlow } from './judge'
import { worldOf } from './knowledge'
import { notify } from './notices'
import type { Ports } from './ports'
import type { Data, Store } from './store'

/**
 * Takes what the browser told: when the promise resolves, what it changed is in storage. Anything
 * that belongs to no flow is forgotten.
 */
export function createWatch(
  ports: Ports,
  store: Store,
  onCaptured: (flowId: string, responseId: string) => Promise<void>,
) {
  return async (observation: Observation): Promise<void> => {
    const captured = await store.run(async (data, save): Promise<[string, string] | null> => {
      const change = step(worldOf(data), await placed(ports, observation), ports.newId)
      if (!change) return null
      const flow = judgeFlow(change.flow, data)
      const latest = change.newResponse || change.absorbed === data.latest ? flow.id : data.latest
      await save({
        putFlows: [flow],
        ...(change.absorbed === null ? {} : { dropFlows: [change.absorbed] }),
        ...(latest === data.latest ? {} : { latest }),
        ...(change.newResponse ? { unseen: true } : {}),
        ...used(data, change.usedRequestId, observation.at),
      })
      const response = responsesOf(flow).at(-1)
      if (!change.newResponse || !response) return null
      await notify(ports, data, flow, response)
      return [flow.id, response.id]
    })
    if (captured) await onCaptured(...captured)
  }
}

/** Chromium does not say with an event whether it is of a private window. */
async function placed(ports: Ports, observation: Observation): Promise<Observation> {
  if (observation.incognito !== null || observation.tabId < 0 || !mayMatter(observation))
    return observation
  return { ...observation, incognito: await ports.isPrivate(observation.tabId) }
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
