import type { Flow, FlowSummary } from '@/lib/flow/model/flow'
import type { Endpoint } from '@/lib/model/endpoint'
import type { Delivery, HoldSite } from '@/lib/flow/model/hold'
import type { ConsentTemplate } from '@/lib/flow/model/flow-consent'
import type { StoredRequest } from '@/lib/flow/model/stored-request'
import type { Issue } from '@/lib/model/issue'
import type { PaneSizes } from '@/lib/model/pane'
import type { Shell } from '@/lib/model/shell'
import type { KeyInfo } from '@/lib/model/key'
import type { DiscoveryTry, FetchedDocument } from '@/lib/oauth/metadata'
import type { NeededOrigin } from '@/lib/oauth/origins'
import type { ProbeRuns } from '@/lib/oauth/probes/run'
import type { Profile, ProfileDraft } from '@/lib/oauth/profile'
import type { RegistrationDraft } from '@/lib/oauth/registration-draft'
import type { RuleResult } from '@/lib/model/rule-result'
import type { CallDraft, CallRun, SavedCall } from './saved-calls'
import type { EventFeed } from './event-feeds'
import type { PreparedRequest, RequestDraft, RequestRun, SavedRequest } from './saved-requests'

/** One origin that a profile needs, and whether Parley has access to it. */
export interface OriginAccess extends NeededOrigin {
  /** The match pattern to request. */
  readonly pattern: string
  /** Parley has access to the origin. */
  readonly granted: boolean
  /** The user granted access to this host by name, so codes, tokens and secrets may be sent to it. */
  readonly named: boolean
  /**
   * The issuer is on the internet and this origin on the user's computer or network, and the user has
   * not confirmed it. Nothing is sent there.
   */
  readonly asksLocal?: true
  /** Endpoints that Parley calls at this origin. */
  readonly calls: readonly Endpoint[]
}

/** The result of discovery, valid or not. Only a document without `issues` is used. */
export interface MetadataRecord {
  readonly profileId: string
  readonly issuer: string
  readonly fetchedAt: number
  /** Duration of the request, in milliseconds. */
  readonly took: number
  readonly document: FetchedDocument | null
  /** The URLs that were tried, in order; empty if the document was pasted. */
  readonly tries: readonly DiscoveryTry[]
  /** Why the document cannot be used; empty if it can. */
  readonly issues: readonly Issue[]
  readonly results: readonly RuleResult[]
  /** The document that the issuer published before the last change; absent until it changed. */
  readonly earlier?: { readonly fetchedAt: number; readonly document: FetchedDocument }
}

export interface Settings {
  readonly currentProfileId: string | null
  /** Flows also begin with requests that Parley did not start. */
  readonly watchThirdParty: boolean
  /** Shows a desktop notification when a response is received. */
  readonly notices: boolean
  /**
   * Match patterns of hosts that the user confirmed by name. A wider grant covers them, so the browser does
   * not ask again.
   */
  readonly confirmedHosts: readonly string[]
  /**
   * Origins on this computer or its network that an issuer on the internet may name, as
   * `<issuer> <origin>`; absent until the first one was confirmed.
   */
  readonly confirmedLocal?: readonly string[]
  /** The shell of the last cURL command that was copied; a POSIX shell if none was. */
  readonly shell?: Shell
  /** Shortcuts of a single character work, unless this is false. */
  readonly letters?: boolean
  /** The sizes of the panes that the user set; absent if none was. */
  readonly panes?: PaneSizes
}

export const defaultSettings: Settings = {
  currentProfileId: null,
  watchThirdParty: true,
  notices: false,
  confirmedHosts: [],
}

/** Number of flows that were dropped, or not stored, since the list was last cleared. */
export interface DroppedFlows {
  readonly own: number
  readonly thirdParty: number
}

interface PastedText {
  readonly id: string
  readonly text: string
}

/** What is typed in the form of a profile and not saved yet. A typed client secret is stored separately. */
export interface FormDraft {
  readonly draft: ProfileDraft
  /** Time of the last input, in milliseconds since the epoch. */
  readonly at: number
  /** The page of the last input. */
  readonly typedIn: 'popup' | 'panel'
  /** The user chose the rule profile, so the metadata does not change it. */
  readonly isChosen: boolean
  /** A client secret was typed. */
  readonly hasSecret: boolean
}

export const noneDropped: DroppedFlows = { own: 0, thirdParty: 0 }

/** Everything in `storage.session`, which is kept in memory and removed when the browser closes. */
export interface SessionState {
  readonly requests: readonly StoredRequest[]
  readonly flows: readonly FlowSummary[]
  /** The flow with the newest authorization response. */
  readonly latest: string | null
  /** What the popup shows of that flow; null if it has to be read. */
  readonly latestView: Flow | null
  /** A response was received that the user has not looked at. */
  readonly hasNewResponse: boolean
  /** Tabs that were opened from the tab of a flow, as a map from tab id to opener id. */
  readonly openers: Readonly<Record<number, number>>
  readonly access: Readonly<Record<string, readonly OriginAccess[]>>
  /** Profiles with a client secret. The secrets themselves are not sent to any page. */
  readonly secrets: readonly string[]
  /** The negative tests of each profile. */
  readonly probes: ProbeRuns
  /** Open held pages. */
  readonly held: readonly HoldSite[]
  /** Navigations that held pages are going to send. */
  readonly deliveries: readonly Delivery[]
  /** A text that was pasted in the popup, until the Tokens screen shows it. */
  readonly pasted: PastedText | null
  /** Forms of profiles that are not saved yet, by key. */
  readonly drafts: Readonly<Record<string, FormDraft>>
  /** Authorization requests that are being edited, by profile. */
  readonly requestDrafts: Readonly<Record<string, RequestDraft>>
  /** Requests as last shown in previews. No page reads them: they contain secrets. */
  readonly prepared: readonly PreparedRequest[]
  /** The last run of each request of the library, by `<profile id> <item id>`. */
  readonly requestRuns: Readonly<Record<string, RequestRun>>
  /** Resource calls that are being edited, by profile. */
  readonly callDrafts: Readonly<Record<string, CallDraft>>
  /** The calls that were made, newest first, by `<profile id> <item id>`. */
  readonly callRuns: Readonly<Record<string, readonly CallRun[]>>
  /** The event notifications that were polled, by profile. */
  readonly eventFeeds: Readonly<Record<string, EventFeed>>
  /** Registrations that are being typed, by key. */
  readonly registrationDrafts: Readonly<Record<string, RegistrationDraft>>
  /** Profiles with a registration access token. The tokens themselves are stored separately. */
  readonly registrationTokens: readonly string[]
  /** Flows that were dropped to make room, or for which there was no room. */
  readonly dropped: DroppedFlows
  /** The user allowed Parley in private windows. */
  readonly incognitoAllowed: boolean
}

/** The session when the browser starts. */
export const emptySession: SessionState = {
  requests: [],
  flows: [],
  latest: null,
  latestView: null,
  hasNewResponse: false,
  openers: {},
  probes: {},
  held: [],
  deliveries: [],
  dropped: noneDropped,
  pasted: null,
  drafts: {},
  requestDrafts: {},
  prepared: [],
  requestRuns: {},
  callDrafts: {},
  callRuns: {},
  eventFeeds: {},
  registrationDrafts: {},
  registrationTokens: [],
  access: {},
  secrets: [],
  incognitoAllowed: true,
}

/** A consent template that the tester made or imported. */
export interface StoredTemplate {
  readonly id: string
  readonly template: ConsentTemplate
  readonly removedAt?: number
}

/** Everything in `storage.local` except the metadata records. */
export interface LocalState {
  readonly profiles: readonly Profile[]
  readonly settings: Settings
  /** Public information about the private keys. The keys are non-extractable and stored in IndexedDB. */
  readonly keys: readonly KeyInfo[]
  /** Consent templates of the tester's own. */
  readonly templates: readonly StoredTemplate[]
  /** Authorization requests that the tester saved. */
  readonly savedRequests: readonly SavedRequest[]
  /** Resource calls that the tester saved. */
  readonly savedCalls: readonly SavedCall[]
}

/** The keys of `storage.local` that every screen mirrors. */
export const localKeys = [
  'profiles',
  'settings',
  'keys',
  'templates',
  'savedRequests',
  'savedCalls',
] as const satisfies readonly (keyof LocalState)[]

/** Key of a client secret. Used in `storage.session` only. */
export const secretKey = (profileId: string) => `secret:${profileId}`

/** Key of the client secret of a draft. Used in `storage.session` only. */
export const draftSecretKey = (key: string) => secretKey(`draft:${key}`)

/** Key of the initial access token of a registration that is being typed. Used in `storage.session` only. */
export const initialTokenKey = (key: string) => secretKey(`registration:${key}`)

/** Key of the registration access token and the software statement of a profile. Used in `storage.session` only. */
export const registrationKey = (profileId: string) => `registration:${profileId}`

/** Each metadata record has its own key in `storage.local`. */
export type MetadataKey = `metadata:${string}`
export const metadataKey = (profileId: string): MetadataKey => `metadata:${profileId}`
