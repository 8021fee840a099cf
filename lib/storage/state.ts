import type { Flow, FlowSummary } from '@/lib/flow/model/flow'
import type { Endpoint } from '@/lib/model/endpoint'
import type { Delivery, HoldSite } from '@/lib/flow/model/hold'
import type { StoredRequest } from '@/lib/flow/model/stored-request'
import type { Issue } from '@/lib/model/issue'
import type { KeyInfo } from '@/lib/model/key'
import type { DiscoveryTry, FetchedDocument } from '@/lib/oauth/metadata'
import type { NeededOrigin } from '@/lib/oauth/origins'
import type { Profile } from '@/lib/oauth/profile'
import type { RuleResult } from '@/lib/model/rule-result'

/** One origin that a profile needs, and whether the browser lets Parley see it. */
export interface OriginAccess extends NeededOrigin {
  /** The match pattern to ask for. */
  readonly pattern: string
  /** The browser lets Parley see it. */
  readonly granted: boolean
  /** The user granted it by name, so that codes, tokens and secrets may be sent there. */
  readonly named: boolean
  /** What Parley calls there. */
  readonly calls: readonly Endpoint[]
}

/** What discovery said, good or not. Only a document without `issues` is used. */
export interface MetadataRecord {
  readonly profileId: string
  readonly issuer: string
  readonly fetchedAt: number
  /** Milliseconds that the request took. */
  readonly took: number
  readonly document: FetchedDocument | null
  /** Where it was looked for, in order; empty where it was pasted. */
  readonly tries: readonly DiscoveryTry[]
  /** Why it cannot be used; empty where it can. */
  readonly issues: readonly Issue[]
  readonly results: readonly RuleResult[]
}

export interface Settings {
  readonly currentProfileId: string | null
  /** Requests that Parley did not start begin flows, too. */
  readonly watchThirdParty: boolean
  /** A response that comes is told on the desktop. */
  readonly notices: boolean
  /** Match patterns of hosts that the user confirmed by name under a wider grant, for which the browser asks nothing. */
  readonly confirmedHosts: readonly string[]
}

export const defaultSettings: Settings = {
  currentProfileId: null,
  watchThirdParty: true,
  notices: false,
  confirmedHosts: [],
}

/** How many flows were dropped, or not kept, since the flows were cleared. */
export interface DroppedFlows {
  readonly own: number
  readonly thirdParty: number
}

export const noneDropped: DroppedFlows = { own: 0, thirdParty: 0 }

/** Everything in `storage.session`: memory only, gone with the browser. */
export interface SessionState {
  readonly requests: readonly StoredRequest[]
  readonly flows: readonly FlowSummary[]
  /** The flow that holds the newest authorization response. */
  readonly latest: string | null
  /** A response came that nobody has looked at yet. */
  readonly unseen: boolean
  /** Tabs that were opened out of the tab of a flow, by their ids. */
  readonly openers: Readonly<Record<number, number>>
  readonly access: Readonly<Record<string, readonly OriginAccess[]>>
  /** The profiles whose client secret was typed in; the secrets themselves are in no page. */
  readonly secrets: readonly string[]
  /** The held pages that are open. */
  readonly held: readonly HoldSite[]
  /** What held pages are to send on. */
  readonly deliveries: readonly Delivery[]
  /** Flows that made room for others, or had none. */
  readonly dropped: DroppedFlows
  /** Private windows are open to Parley. */
  readonly incognitoAllowed: boolean
}

/** Everything in `storage.local` but the metadata records. */
export interface LocalState {
  readonly profiles: readonly Profile[]
  readonly settings: Settings
  /** What is known of the private keys; they themselves are non-extractable, in IndexedDB. */
  readonly keys: readonly KeyInfo[]
}

/** A client secret, in `storage.session` only. */
export const secretKey = (profileId: string) => `secret:${profileId}`

/** Each flow stands under its own key in `storage.session`. */
export type FlowKey = `flow:${string}`
export const flowKey = (id: string): FlowKey => `flow:${id}`

/** Each metadata record stands under its own key in `storage.local`. */
export type MetadataKey = `metadata:${string}`
export const metadataKey = (profileId: string): MetadataKey => `metadata:${profileId}`

export type { Flow }
