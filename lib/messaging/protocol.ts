import {
  type DocumentView,
  type TokenView,
  type ImportReport,
  type JwksView,
  type PastedMetadata,
} from './views'
import type { CommandResult } from './command-result'
import type { ConsentCommands } from './consent-commands'
import type { FlowCommands } from './flow-commands'
import type { HoldCommands } from './hold-commands'
import type { PastedKeysCommands } from './pasted-keys-commands'
import type { ProbeCommands } from './probe-commands'
import type { OpenWhere } from './open-where'
import type { RequestCommands } from './request-commands'
import type { RegistrationCommands } from './registration-commands'
import type { NetworkEntry } from '@/lib/capture/network-entry'
import type { PageLocation } from '@/lib/flow/model/hold'
import type { RequestDetails } from '@/lib/flow/model/stored-request'
import type { Readiness } from '@/lib/model/readiness'
import type { Issue } from '@/lib/model/issue'
import type { FoundKey, KeyUse } from '@/lib/model/key'
import type { DiscoverySource, ExtraParams, ProfileDraft } from '@/lib/oauth/profile'
import type { Recognition } from '@/lib/oauth/recognition'
import type { JwtKind } from '@/lib/oauth/token-kind'
import type { PaneName } from '@/lib/model/pane'
import type { Shell } from '@/lib/model/shell'
import type { FormDraft, MetadataRecord, OriginAccess } from '@/lib/storage/state'
import type { JsonObject } from '@/lib/model/json'
import type { SharedFlow } from '@/lib/share/flow-schema'
import type { KnownWorld } from '@/lib/share/har-flows'
import type { RecordedDocument } from '@/lib/share/recording'
import type { GuardedSettings } from '@/lib/share/withhold'

export type { RequestDetails }

/** Settings for the whole of Parley. */
export type Switch = 'watchThirdParty' | 'notices' | 'letters'

/** The screens that the panel can open on. */
export type PanelScreen = 'flows' | 'profiles' | 'requests' | 'server' | 'tokens'

export type { OpenWhere }

/**
 * A request was sent and is in its flow with its response. Refused only if nothing could be sent.
 */
export type Sent = CommandResult<{
  readonly flowId: string
  /** The id of the response message. */
  readonly messageId: string
  /** The server granted the request. */
  readonly accepted: boolean
}>

/** Changes to one authorization request; null means the profile's value, or a fresh one. */
export interface PushOverrides {
  readonly label: string | null
  readonly redirectUri: string | null
  readonly state: string | null
  readonly nonce: string | null
}

/** Every command that a page of the extension may send: one line each. */
export interface Protocol
  extends
    ConsentCommands,
    FlowCommands,
    HoldCommands,
    PastedKeysCommands,
    ProbeCommands,
    RegistrationCommands,
    RequestCommands {
  /** Reads the metadata of an issuer that is not saved yet. */
  metadataProbe(data: { issuer: string; discovery: DiscoverySource }): MetadataRecord
  /** The access that a profile needs that is not saved yet. Its metadata is what `metadataProbe` found. */
  accessProbe(data: {
    draft: ProfileDraft
    metadata: JsonObject | null
    /** The client will be registered, so its endpoint is needed as well. */
    registers?: true
  }): readonly OriginAccess[]
  metadataRefresh(data: { profileId: string }): MetadataRecord | null
  /** The stored metadata of a profile, judged under every rule profile; null without a document. */
  readinessRead(data: { profileId: string; earlier?: true }): Readiness | null
  /** Judges a pasted metadata document under every rule profile. Nothing is stored or sent. */
  readinessPaste(data: { text: string }): PastedMetadata
  profileSave(data: ProfileDraft): CommandResult<{ id: string }>
  /**
   * Keeps what is typed in the form of a profile until it is saved or the browser closes; null
   * discards it. A client secret that is not given is unchanged; empty text deletes it.
   */
  profileDraft(data: {
    key: string
    form: Omit<FormDraft, 'hasSecret'> | null
    secret?: string
  }): void
  profileSelect(data: { id: string }): void
  profileRemove(data: { id: string }): void
  profileRestore(data: { id: string }): void
  /** Duplicates a profile under a new name, with the same keys. */
  profileDuplicate(data: { id: string }): CommandResult<{ id: string }>
  /**
   * The profiles as JSON text. It never contains private keys, and client secrets only if `secrets`
   * is set.
   */
  profilesExport(data: { ids: readonly string[] | null; secrets: boolean }): { text: string }
  /** Imports a Parley export, or a Postman environment or collection. */
  profilesImport(data: { text: string }): CommandResult<{ report: ImportReport }>
  /** Imports the flows of a Parley flow file. They are read-only: nothing is ever sent for them. */
  flowsImport(data: {
    text: string
    /** The name of the file; null if its text was pasted. */
    file: string | null
  }): CommandResult<{ flowIds: readonly string[] }>
  /** The servers and clients of the profiles, for the flows of a recording. */
  recordingWorld(): KnownWorld
  /** Imports the flows of a recording, which are judged with its own metadata and keys. */
  recordingImport(data: {
    flows: readonly SharedFlow[]
    documents: readonly RecordedDocument[]
    tool: string
    file: string | null
  }): CommandResult<{ flowIds: readonly string[] }>
  /** Applies a setting that an import withheld. */
  profileTake(data: { id: string; setting: GuardedSettings }): CommandResult<object>
  /** Switches the exchange of captured codes on or off. */
  profileAutoExchange(data: { id: string; on: boolean }): void
  /** Keeps a client secret until the browser closes; null deletes it. */
  secretSet(data: { profileId: string; secret: string | null }): void
  accessRefresh(): void
  /**
   * Records, or deletes, the hosts that the user granted by name. The browser does not list hosts
   * under a broader grant.
   */
  hostsConfirm(data: { patterns: readonly string[]; on: boolean }): void
  /** Records that an issuer on the internet may name an origin on the user's computer or network. */
  localConfirm(data: { issuer: string; origin: string }): void
  jwksRead(data: { profileId: string; again: boolean }): JwksView

  /** Finds the private keys in a text: JWK, JWKS, PKCS#8, PKCS#1, SEC1. Nothing is stored. */
  keyRecognise(data: {
    text: string
  }): CommandResult<{ keys: readonly FoundKey[]; issues: readonly Issue[] }>
  /** Imports one of the keys in a text as non-extractable. */
  keyImport(data: {
    text: string
    index: number
    use: Exclude<KeyUse, 'dpop'>
    alg: string
    kid: string
    /** PEM certificates, or null. */
    certificate: string | null
  }): CommandResult<{ id: string }>
  keyGenerate(data: {
    use: Exclude<KeyUse, 'dpop'>
    alg: string
    kid: string | null
  }): CommandResult<{ id: string }>
  keyEdit(data: {
    id: string
    kid: string
    alg: string
    /** PEM certificates; null keeps the current ones, empty text deletes them. */
    certificate: string | null
  }): CommandResult<object>
  keyRemove(data: { id: string }): void
  keyRestore(data: { id: string }): void

  pasteRecognise(data: { text: string }): Recognition
  /**
   * Builds a new authorization request for a profile, pushes it if the profile says so, and adds it
   * to the request list.
   */
  requestPush(data: {
    /** Null means the current profile. */
    profileId: string | null
    overrides: PushOverrides | null
    open: OpenWhere | null
  }): CommandResult<{ storedRequestId: string | null; flowId: string | null; accepted: boolean }>
  /** Adds a pasted request to the request list, and opens it if `open` is set. */
  requestAdd(data: {
    text: string
    details: RequestDetails | null
    open: OpenWhere | null
  }): CommandResult<{ id: string }>
  /** With `hold`, its response is held, however fast it arrives. */
  requestOpen(data: {
    id: string
    where: OpenWhere
    hold?: boolean
  }): CommandResult<{ flowId: string }>
  /** The authorization URL of a stored request, for the clipboard. */
  requestUrl(data: { id: string }): CommandResult<{ url: string }>
  requestRename(data: { id: string; label: string }): void
  /** Adds details that the tester knows to a stored request. */
  requestDetails(data: { id: string; details: RequestDetails }): CommandResult<object>
  requestRemove(data: { id: string }): void
  requestRestore(data: { id: string }): void
  /** Makes a redirect URL from the address bar the latest response. */
  responseAdd(data: { text: string }): CommandResult<{ flowId: string }>
  /** Adds the PAR response with the request's `request_uri` to a flow that does not have it. */
  parAdd(data: {
    flowId: string
    text: string
  }): CommandResult<{ flowId: string; messageId: string }>

  /** Exchanges the code of a flow's authorization response; null means the last one with a code. */
  /** The code of an unsolicited response is exchanged only if the user has `confirmed` it. */
  codeExchange(data: { flowId: string; responseId: string | null; confirmed?: true }): Sent
  tokenRefresh(data: { flowId: string; tokenId: string }): Sent
  /** Any other grant; without a flow it starts one. `params` come after those of the grant. */
  tokenGrant(data: {
    profileId: string | null
    flowId: string | null
    grantType: string
    params: ExtraParams
  }): Sent
  userinfoRequest(data: { flowId: string; tokenId: string }): Sent
  tokenIntrospect(data: { flowId: string; tokenId: string }): Sent
  tokenRevoke(data: { flowId: string; tokenId: string }): Sent
  resourceRequest(data: {
    flowId: string
    tokenId: string
    method: string
    url: string
    headers: ExtraParams
    body: string
  }): Sent
  /**
   * A request that Parley sent, as a cURL command; secrets are left to fill in unless `secrets` is
   * set.
   */
  requestCurl(data: {
    flowId: string
    messageId: string
    secrets: boolean
    /** Null means the one chosen last. */
    shell: Shell | null
  }): CommandResult<{ text: string }>
  /** Opens the mTLS endpoint in a tab, so that the browser prompts for the certificate. */
  certificateChoose(data: { profileId: string }): CommandResult<object>

  /** OAuth requests and responses of a page that the DevTools of its tab recorded. */
  networkSeen(data: { tabId: number; entries: readonly NetworkEntry[] }): void
  /** Clears the badge for new responses. */
  responsesSeen(): void
  /** Switches third-party flows or desktop notifications on or off. */
  settingsChange(data: { name: Switch; on: boolean }): void
  /** Keeps the size of a pane of the panel, in CSS pixels; null means the default. */
  paneResize(data: { name: PaneName; size: number | null }): void
  /** `pasted` is a text for the Tokens screen, which keeps it in memory only. */
  panelOpen(data: { flowId: string | null; screen: PanelScreen; pasted?: string }): void
  /** The Tokens screen shows the pasted text with this id, so it need not be kept any longer. */
  pastedTaken(data: { id: string }): void

  /** Judges a pasted message that belongs to no flow by the rules of the current profile; null for another text. */
  documentInspect(data: { text: string }): DocumentView | null
  tokenInspect(data: {
    text: string
    /** The flow that it came in, to compare it with the request; null for a pasted token. */
    flowId: string | null
    /** A JWKS pasted with the token; null chooses the keys by the kind of token. */
    jwks: string | null
    /** The nonce of the request, if the tester knows it. */
    nonce: string | null
    /** The payload of a detached JWS, base64url; null if it is not known. */
    payload: string | null
    /** The kind to judge a JWT as; null for the kind that it declares. */
    kind: JwtKind | null
    /** Tries every private key on a JWE, whatever its `kid`. */
    anyKey: boolean
  }): TokenView
}

/** The location of the page that sent a command; null if it is not in a tab. */
export type Sender = PageLocation | null

/** The handler of each command. */
export type Handlers = {
  readonly [C in keyof Protocol]: (
    data: Parameters<Protocol[C]>[0],
    sender: Sender,
  ) => Promise<Awaited<ReturnType<Protocol[C]>>>
}
