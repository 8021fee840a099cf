import type { Observation } from '@/lib/capture/observation'
import { responsesOf } from '@/lib/flow/flow-response'
import { step } from '@/lib/flow/step'
import type { Flow } from '@/lib/flow/flow'
import { param, type AuthorizationResponse } from '@/lib/flow/message'
import { isCodeUsed } from '@/lib/flow/tokens'
import { worstOf } from '@/lib/rules/status'
import { judgeFlow } from './judge'
import { profilesOf, worldOf } from './knowledge'
import type { Ports } from './ports'
import type { Data, Store } from './store'

/**
 * Takes what the browser told: when the promise resolves, what it changed is in storage. Anything
 * that belongs to no flow is forgotten.
 */
export function createWatch(
  ports: Ports,
  store: Store,
  exchange: (flowId: string, responseId: string) => Promise<void>,
) {
  return async (observation: Observation): Promise<void> => {
    const captured = await store.run(async (data, save): Promise<[string, string] | null> => {
      const change = step(worldOf(data), observation, ports.newId)
      if (!change) return null
      const flow = judgeFlow(change.flow, data)
      await save({
        putFlows: [flow],
        ...(change.newResponse ? { latest: flow.id } : {}),
        ...used(data, change.usedRequestId, observation.at),
      })
      if (!change.newResponse) return null
      await ports.showDot(true)
      const response = responsesOf(flow).at(-1)
      return response && wantsExchange(flow, response, data) ? [flow.id, response.id] : null
    })
    if (captured) await exchange(...captured)
  }
}

/**
 * Whether a captured code is to be exchanged at once: the profile says so, Parley holds the
 * code_verifier, and nothing is wrong with the response.
 */
function wantsExchange(
  flow: Flow,
  { params, results }: AuthorizationResponse,
  data: Data,
): boolean {
  const profile = profilesOf(data).find(({ id }) => id === flow.profileId)
  const code = param(params, 'code') ?? ''
  return (
    profile?.autoExchange === true &&
    code !== '' &&
    param(params, 'error') === undefined &&
    flow.asked.codeVerifier !== null &&
    !isCodeUsed(flow, code) &&
    worstOf(results) !== 'fail'
  )
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
