import type { CommandResult } from '@/lib/messaging/command-result'
import type { Flow } from '@/lib/flow/model/flow'
import { withResponse } from '@/lib/flow/reduce/flow-bound'
import { findResponse, responsesOf } from '@/lib/flow/read/find-response'
import { keptResponseUrl } from '@/lib/flow/reduce/merge-response'
import { concernedByPasted } from '@/lib/flow/match/concerns'
import { isRedirectUri } from '@/lib/flow/match/match'
import { param } from '@/lib/model/params'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { membersOf } from '@/lib/flow/read/response-members'
import { recognise } from '@/lib/oauth/recognise'
import type { Recognition } from '@/lib/oauth/recognition'
import { judgeFlow } from '@/lib/judge/judge-flow'
import { currentProfile, knownClient, presentFacts } from '@/lib/storage/select'
import { newFlow } from './new-flow'
import type { Ports } from './ports'
import type { Data } from '@/lib/storage/data'
import type { Store } from './store'

type PastedResponse = Extract<Recognition, { kind: 'response' }>

/** Reads a redirect URL from the address bar, for responses that the browser did not report. */
export function createResponses(ports: Ports, store: Store, readRest: () => Promise<void>) {
  const add = (text: string): Promise<CommandResult<{ flowId: string }>> =>
    store.run(async (data, save) => {
      const found = recognise(text)
      if (found.kind !== 'response')
        return { ok: false, issues: [{ code: 'not_a_response', seen: text.slice(0, 60) }] }
      const concerned = presentFacts(data).filter(concernedByPasted(found))
      const flows = await store.flows(concerned.map(({ id }) => id))
      const known = flows.find((flow) => findResponse(flow, found))
      const flow =
        known ?? withPasted(waitingFor(flows, found) ?? pastedFlow(ports, data), found, ports)
      await save({ putFlows: [judgeFlow(flow, data)], latest: flow.id })
      return { ok: true, flowId: flow.id }
    })

  return async (text: string): Promise<CommandResult<{ flowId: string }>> => {
    const result = await add(text)
    void readRest()
    return result
  }
}

/**
 * The flow with this `state`; otherwise the only flow that waits for a response at this redirect_uri.
 */
function waitingFor(flows: readonly Flow[], found: PastedResponse): Flow | undefined {
  const waiting = flows.filter((flow) => responsesOf(flow).length === 0)
  const state = param(membersOf({ params: found.params, jwts: [] }), 'state')
  const byState = waiting.filter(
    ({ expected }) => expected.state !== null && expected.state === state,
  )
  const byTarget = waiting.filter((flow) => isRedirectUri(flow, found.target))
  return [byState, byTarget].find((each) => each.length === 1)?.[0]
}

function withPasted(flow: Flow, found: PastedResponse, ports: Ports): Flow {
  const now = ports.now()
  const response: AuthorizationResponse = {
    kind: 'authorization-response',
    id: ports.newId(),
    at: now,
    source: 'pasted',
    results: [],
    method: 'GET',
    url: keptResponseUrl(found.url),
    target: found.target,
    responseMode: found.responseMode,
    via: 'pasted',
    params: found.params,
    ...(found.shortened && { shortened: found.shortened }),
    status: null,
    callback: {},
    from: null,
    posted: null,
    passedOn: [],
    frame: 'top',
    matchedBy: 'pasted',
    jwts: [],
    replays: [],
    hold: null,
  }
  return { ...flow, messages: withResponse(flow.messages, response), updatedAt: now }
}

function pastedFlow(ports: Ports, data: Data): Flow {
  const profile = currentProfile(data)
  return newFlow(ports, profile && knownClient(data, profile), 'pasted')
}
