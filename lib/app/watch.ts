import type { Observation } from '@/lib/capture/observation'
import { responsesOf } from '@/lib/flow/flow-response'
import { mayMatter, step } from '@/lib/flow/step'
import type { Flow } from '@/lib/flow/flow'
import { param, type AuthorizationResponse } from '@/lib/flow/message'
import { membersOf } from '@/lib/flow/response-members'
import { isCodeUsed } from '@/lib/flow/tokens'
import { worstOf } from '@/lib/rules/status'
import { judgeFlow } from './judge'
import { profilesOf, worldOf } from './knowledge'
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
  exchange: (flowId: string, responseId: string) => Promise<void>,
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
      return wantsExchange(flow, response, data) ? [flow.id, response.id] : null
    })
    if (captured) await exchange(...captured)
  }
}

/** Chromium does not say with an event whether it is of a private window. */
async function placed(ports: Ports, observation: Observation): Promise<Observation> {
  if (observation.incognito !== null || observation.tabId < 0 || !mayMatter(observation))
    return observation
  return { ...observation, incognito: await ports.isPrivate(observation.tabId) }
}

/**
 * Whether a captured code is to be exchanged at once: the profile says so, Parley holds the
 * code_verifier, and nothing is wrong with the response.
 */
function wantsExchange(flow: Flow, response: AuthorizationResponse, data: Data): boolean {
  const profile = profilesOf(data).find(({ id }) => id === flow.profileId)
  const members = membersOf(response)
  const code = param(members, 'code') ?? ''
  return (
    profile?.autoExchange === true &&
    code !== '' &&
    param(members, 'error') === undefined &&
    flow.asked.codeVerifier !== null &&
    !isCodeUsed(flow, code) &&
    worstOf(response.results) !== 'fail'
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
