import { isEndpointResponse } from '@/lib/flow/read/endpoint-response'
import { isNavigation, navigationOf } from '@/lib/capture/devtools'
import type { NetworkEntry } from '@/lib/capture/network-entry'
import { sentMembers } from '@/lib/capture/oauth-signs'
import type { Observation } from '@/lib/capture/observation'
import { findResponse } from '@/lib/flow/read/find-response'
import { partsOf, responseReader } from '@/lib/flow/match/seen-response'
import { isRedirectUri } from '@/lib/flow/match/match'
import type { Flow } from '@/lib/flow/model/flow'
import { param } from '@/lib/model/params'
import type { AuthorizationRequest, OAuthMessage } from '@/lib/flow/model/message'
import {
  endpointCall,
  isAtProfile,
  type KnownServer,
  type NetworkWorld,
  type ObservedCall,
} from '@/lib/flow/match/endpoint-call'
import { concernedByCall, concernedByReport } from '@/lib/flow/match/concerns'
import type { FlowFacts } from '@/lib/flow/model/flow-facts'
import { rankOf } from '@/lib/flow/reduce/flow-budget'
import { reduceNetwork, type NetworkChange } from '@/lib/flow/reduce/reduce-network'
import { codeChallengeOf } from '@/lib/jose/hashes'
import type { Protocol } from '@/lib/messaging/protocol'
import { withDropped } from '@/lib/storage/dropped'
import type { IsRefused } from './start-limit'
import { judgeFlow } from '@/lib/judge/judge-flow'
import { presentFacts, worldOf } from '@/lib/storage/select'
import { serversOf } from './known-servers'
import type { Ports } from './ports'
import { openCall } from '@/lib/judge/open-message'
import { editFlow } from './record'
import type { Data } from '@/lib/storage/data'
import type { Store } from './store'
import type { Check } from '@/lib/judge/verify-token'

interface NetworkServices {
  readonly ports: Ports
  readonly store: Store
  readonly check: Check
  readonly isRefused: IsRefused
}

/**
 * Processes the DevTools log of a page: adds its requests to the flows that they belong to, and its
 * navigations if webRequest did not report them. The rest is dropped.
 */
export function createNetwork(
  services: NetworkServices,
  observe: (observation: Observation) => Promise<void>,
) {
  const { ports, store, isRefused } = services

  const isGiven = (url: string) => ports.access.isGranted(ports.access.pattern(url))

  const takeNavigation = async (entry: NetworkEntry, tabId: number) => {
    for (const observation of navigationOf(entry, tabId).flatMap(partsOf)) {
      const data = await store.data()
      const facts = presentFacts(data)
      const concerned = facts.filter(concernedByReport(observation))
      const flows = await store.flows(concerned.map(({ id }) => id))
      if (isReported(flows, observation)) continue
      if (isOurs(facts, serversOf(data), observation) || (await isGiven(observation.url)))
        await observe(observation)
    }
  }

  const takeCall = async (entry: NetworkEntry, tabId: number) => {
    const input = {
      entry,
      tabId,
      challenge: await challengeIn(entry),
      isGiven: await isGiven(entry.request.url),
    }
    const change = await store.run(async (data, save): Promise<NetworkChange | null> => {
      const found = reduceNetwork(await networkWorld(store, data, input), input, ports.newId)
      if (!found) return null
      const { flow } = found
      if (isRefused(data, { flow, absorbed: null })) {
        await save({ dropped: withDropped(data.dropped, [{ rank: rankOf(flow) }]) })
        return null
      }
      await save({ putFlows: [judgeFlow(flow, data)] })
      return found
    })
    if (change) await judgeResponse(services, change)
  }

  return async ({ tabId, entries }: Parameters<Protocol['networkSeen']>[0]): Promise<void> => {
    for (const entry of entries.toSorted((a, b) => a.at - b.at)) {
      const take = isNavigation(entry) ? takeNavigation : takeCall
      await take(entry, tabId)
    }
  }
}

/** Opens, verifies and judges a response like one to Parley's own request. */
async function judgeResponse(
  { store, check }: NetworkServices,
  { flow: { id }, responseMessageId }: NetworkChange,
): Promise<void> {
  const flow = await store.flow(id)
  const message = flow?.messages.find((each) => each.id === responseMessageId)
  if (!flow || !message || !isEndpointResponse(message)) return
  const edit = await openCall(message, flow, await store.data(), check)
  await editFlow(store, id, edit, flow.ruleProfile)
}

async function challengeIn({ request }: NetworkEntry): Promise<string | null> {
  const verifier = param(sentMembers(request), 'code_verifier')
  return verifier === undefined ? null : codeChallengeOf(verifier)
}

/** Whether webRequest or DevTools has reported it already. */
function isReported(flows: readonly Flow[], observation: Observation): boolean {
  const read = responseReader(observation)
  if (observation.kind !== 'request' && read([]) === null)
    return !flows.some((flow) => lacksResult(flow, observation))
  return flows.some((flow) => {
    const seen = read(flow.redirectUris)
    return seen
      ? findResponse(flow, seen.read) !== undefined
      : flow.messages.some((message) => isRequestOf(message, observation))
  })
}

function isRequestOf(
  message: OAuthMessage,
  { url, method }: Observation,
): message is AuthorizationRequest {
  return (
    message.kind === 'authorization-request' && message.url === url && message.method === method
  )
}

/** A request that only DevTools has recorded: no other source reports its result. */
function lacksResult({ messages, chains }: Flow, observation: Observation): boolean {
  const request = messages.findLast((message) => isRequestOf(message, observation))
  if (!request || request.httpResult) return false
  return request.source === 'devtools'
    ? request.at === observation.at
    : chains.every((chain) => chain.startsWith('devtools:'))
}

/** Whether it goes to a host of a profile or to a redirect_uri of a flow. */
function isOurs(
  flows: readonly FlowFacts[],
  servers: readonly KnownServer[],
  observation: Observation,
): boolean {
  const urls = [observation.url, ...('location' in observation ? [observation.location] : [])]
  return urls.some(
    (url) => isAtProfile(servers, url) || flows.some((flow) => isRedirectUri(flow, url)),
  )
}

async function networkWorld(
  store: Store,
  data: Data,
  observed: ObservedCall,
): Promise<NetworkWorld> {
  const servers = serversOf(data)
  const call = endpointCall(servers, observed)
  const concerned = call ? presentFacts(data).filter(concernedByCall(call)) : []
  return { ...worldOf(data, await store.flows(concerned.map(({ id }) => id))), servers }
}
