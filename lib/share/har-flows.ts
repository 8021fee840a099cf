import { stepsOf, isNavigation } from '@/lib/capture/devtools'
import { sentMembers } from '@/lib/capture/oauth-signs'
import { calledEndpoints } from '@/lib/oauth/endpoint-members'
import type { NetworkEntry } from '@/lib/capture/network-entry'
import type { KnownServer, NetworkWorld } from '@/lib/flow/match/endpoint-call'
import { partsOf } from '@/lib/flow/match/seen-response'
import type { Flow } from '@/lib/flow/model/flow'
import type { KnownClient } from '@/lib/flow/model/world'
import { isBodyGone } from '@/lib/flow/read/endpoint-response'
import { reduce } from '@/lib/flow/reduce/reduce'
import { reduceNetwork } from '@/lib/flow/reduce/reduce-network'
import { codeChallengeOf } from '@/lib/jose/hashes'
import type { Issue } from '@/lib/model/issue'
import { param } from '@/lib/model/params'
import { parseUrl } from '@/lib/model/url'
import { suggestedRules } from '@/lib/oauth/suggested-rules'
import { createPlaces } from './har-tabs'
import type { LeftOut, RecordedEntry, Recording } from './recording'
import { metadataIn } from './recorded-metadata'

/** What Parley knows of servers and clients apart from the recording. */
export interface KnownWorld {
  readonly clients: readonly KnownClient[]
  readonly servers: readonly KnownServer[]
}

/** The flows of a recording, and what was left out of them. */
export interface RecordedFlows {
  readonly flows: readonly Flow[]
  readonly left: LeftOut
  /** Entries that are part of a flow. */
  readonly used: number
  /** Responses whose bodies the recording does not have. */
  readonly bodiless: number
}

/** What matching needs from outside. */
export interface MatchMeans {
  newId(): string
  /** Called between two steps, so that the page can do something else. Rejects once the reading is cancelled. */
  pause(): Promise<void>
}

/** Flows in a recording, as in a flow file. */
const maxFlows = 500

/**
 * Finds the flows of a recording with the matching and the reducer of the live capture, over a state of its own.
 * No flow outside the recording takes part.
 */
export async function flowsIn(
  recording: Recording,
  known: KnownWorld,
  { newId, pause }: MatchMeans,
): Promise<RecordedFlows | Issue> {
  const world = withRecorded(known, recording)
  const placeOf = createPlaces(recording.isOneTab)
  const flows = new Map<string, Flow>()
  const unused: RecordedEntry[] = []
  for (const recorded of recording.entries) {
    await pause()
    const place = placeOf(recorded)
    const take = isNavigation(recorded.entry) ? navigate : call
    if (!(await take(flows, world, recorded.entry, place, newId))) unused.push(recorded)
    if (flows.size > maxFlows) return { code: 'har_flows', expected: String(maxFlows) }
  }
  const found = [...flows.values()]
  const servers = new Set(found.flatMap(serversOf))
  const login = unused.filter(({ entry }) => servers.has(originOf(entry.request.url))).length
  const { asset, other, unread } = recording.left
  return {
    flows: found,
    left: { asset, login, unread, other: other + unused.length - login },
    used: recording.entries.length - unused.length,
    bodiless: found.reduce((sum, flow) => sum + flow.messages.filter(lacksBody).length, 0),
  }
}

const lacksBody = (message: Flow['messages'][number]) =>
  'truncated' in message && isBodyGone(message)

/** The servers of a recording come first: they are as they were then. */
function withRecorded(known: KnownWorld, recording: Recording): World {
  const servers = metadataIn(recording.documents).map(({ issuer, json }, index): KnownServer => {
    const endpoint = json['authorization_endpoint']
    const client: KnownClient = {
      profileId: `recorded:${index}`,
      issuer,
      clientId: '',
      redirectUris: [],
      ruleProfile: suggestedRules(json).ruleProfile,
      authorizationEndpoint: typeof endpoint === 'string' ? endpoint : null,
    }
    return { client, endpoints: calledEndpoints(json), origins: [] }
  })
  // A profile of the tester names the rules and the client.
  const issuers = new Set(known.clients.map(({ issuer }) => issuer))
  const more = servers.filter(({ client }) => !issuers.has(client.issuer))
  return {
    clients: [...known.clients, ...more.map(({ client }) => client)],
    servers: [...known.servers, ...more],
    requests: [],
    openers: {},
    watchThirdParty: true,
  }
}

type Flows = Map<string, Flow>
type World = Omit<NetworkWorld, 'flows'>
type Place = ReturnType<ReturnType<typeof createPlaces>>

function navigate(
  flows: Flows,
  world: World,
  entry: NetworkEntry,
  place: Place,
  newId: () => string,
): boolean {
  const steps = stepsOf(entry, place, entry.at + Math.round(entry.took ?? 0))
  let isUsed = false
  for (const observation of steps.flatMap(partsOf)) {
    const change = reduce({ ...world, flows: [...flows.values()] }, observation, newId)
    if (!change) continue
    if (change.absorbed !== null) flows.delete(change.absorbed)
    flows.set(change.flow.id, change.flow)
    isUsed = true
  }
  return isUsed
}

async function call(
  flows: Flows,
  world: World,
  entry: NetworkEntry,
  { tabId }: Place,
  newId: () => string,
): Promise<boolean> {
  const verifier = param(sentMembers(entry.request), 'code_verifier')
  const challenge = verifier === undefined ? null : await codeChallengeOf(verifier)
  const now = { ...world, flows: [...flows.values()] }
  const change = reduceNetwork(now, { entry, tabId, challenge, isGiven: true }, newId)
  if (change) flows.set(change.flow.id, change.flow)
  return change !== null
}

const originOf = (url: string) => parseUrl(url)?.origin ?? ''

/** The origins of the login pages of a flow. */
function serversOf({ messages }: Flow): readonly string[] {
  return messages.flatMap((message) =>
    message.kind === 'hop' || message.kind === 'authorization-request'
      ? [originOf(message.url)]
      : [],
  )
}
