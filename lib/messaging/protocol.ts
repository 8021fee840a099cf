import type { NetworkEntry } from '@/lib/capture/network-entry'
import type { Defence, Delivery, PageLocation } from '@/lib/flow/model/hold'
import type { Frame } from '@/lib/model/navigation'
import type { RequestDetails } from '@/lib/flow/model/stored-request'
import type { DecodedJwt, Decryption, JwkFacts, Verification } from '@/lib/jose/types'
import type { Issue } from '@/lib/model/issue'
import type { FoundKey, KeyUse } from '@/lib/model/key'
import type { DiscoverySource, ExtraParams, Profile, ProfileDraft } from '@/lib/oauth/profile'
import type { Recognition } from '@/lib/oauth/recognition'
import type { TokenRole } from '@/lib/oauth/token-kind'
import type { Signer } from '@/lib/oauth/token-signer'
import type { MetadataRecord } from '@/lib/storage/state'
import type { GuardedSettings, Withheld } from '@/lib/share/withhold'
import type { RuleResult } from '@/lib/model/rule-result'

/** A refusal names what was seen and what was expected; nothing was changed. */
export type CommandResult<T> =
  ({ readonly ok: true } & T) | { readonly ok: false; readonly issues: readonly Issue[] }

export type { RequestDetails }

/** What is switched for the whole of Parley. */
export type Switch = 'watchThirdParty' | 'notices'

/** The screens that the panel can be opened on. */
export type PanelScreen = 'flows' | 'profiles' | 'server'

export type OpenWhere = 'tab' | 'window' | 'private'

/** A claim or header parameter with what is known of its name. */
export interface ClaimView {
  readonly name: string
  readonly value: unknown
  readonly kind: 'time' | 'text' | 'json'
  /** It stands in the registry: `claims.<name>` or `headers.<name>` says what it means. */
  readonly registered: boolean
}

/** Whose key a token is verified with, and why. */
export interface SignerView {
  readonly by: Signer['by']
  /** Whether the token names the signer, or the flow that it came in. */
  readonly because: 'claim' | 'flow' | null
  /** The issuer or the client_id. */
  readonly id: string | null
  readonly profile: Pick<Profile, 'id' | 'name'> | null
}

/** A pasted token, read, verified and judged. */
export interface TokenView {
  readonly jwt: DecodedJwt
  readonly role: TokenRole
  readonly signer: SignerView
  readonly header: readonly ClaimView[]
  readonly payload: readonly ClaimView[]
  readonly verification: Verification
  /** What became of the JWE; `jwt` is then the token inside of it. Null where it was none. */
  readonly decryption: Decryption | null
  readonly results: readonly RuleResult[]
  /** What is off about the keys: the JWKS could not be fetched, read, or is not known. */
  readonly keyIssues: readonly Issue[]
  /** Milliseconds since the epoch, when it was judged. */
  readonly judgedAt: number
}

/** A request was sent and is in its flow, with what came back; refused only where nothing could be sent. */
export type Sent = CommandResult<{
  readonly flowId: string
  /** The message of the answer. */
  readonly messageId: string
  /** The server did what was asked of it. */
  readonly accepted: boolean
}>

/** What may be different in one authorization request; null takes the profile's, or a fresh value. */
export interface PushOverrides {
  readonly label: string | null
  readonly redirectUri: string | null
  readonly state: string | null
  readonly nonce: string | null
}

/** What an import took and what it left, each named as in the file. */
export interface ImportReport {
  readonly source: 'parley' | 'postman-environment' | 'postman-collection'
  readonly profileIds: readonly string[]
  /** `field` says where it went. */
  readonly taken: readonly { readonly name: string; readonly field: string }[]
  /** `code` names the reason: `import.left.<code>`. */
  readonly left: readonly { readonly name: string; readonly code: string }[]
  /** What is not taken until the user confirms it. */
  readonly withheld: readonly (Withheld & {
    readonly profileId: string
    readonly profile: string
  })[]
  /** Hosts of redirect_uris that no profile had before. */
  readonly redirectHosts: readonly string[]
}

/** A key of an issuer as its JWKS has it. */
export interface JwkView {
  readonly jwk: Readonly<Record<string, unknown>>
  readonly facts: JwkFacts
  readonly issues: readonly Issue[]
}

/** The JWKS of an issuer as last read. */
export interface JwksView {
  readonly url: string | null
  /** Milliseconds since the epoch; null where it was never read. */
  readonly fetchedAt: number | null
  readonly keys: readonly JwkView[]
  readonly issues: readonly Issue[]
}

/** Every command that a page of the extension may send: one line each. */
export interface Protocol {
  /** Reads the metadata of an issuer that is not saved yet. */
  metadataProbe(data: { issuer: string; discovery: DiscoverySource }): MetadataRecord
  metadataRefresh(data: { profileId: string }): MetadataRecord | null
  profileSave(data: ProfileDraft): CommandResult<{ id: string }>
  profileSelect(data: { id: string }): void
  profileRemove(data: { id: string }): void
  profileRestore(data: { id: string }): void
  /** Makes a copy under another name, with the same keys. */
  profileDuplicate(data: { id: string }): CommandResult<{ id: string }>
  /** The profiles as a JSON text; private keys are never in it, secrets only where `secrets` is set. */
  profilesExport(data: { ids: readonly string[] | null; secrets: boolean }): { text: string }
  /** Takes a Parley export, or a Postman environment or collection. */
  profilesImport(data: { text: string }): CommandResult<{ report: ImportReport }>
  /** Takes a setting that an import withheld. */
  profileTake(data: { id: string; setting: GuardedSettings }): CommandResult<object>
  /** Switches the exchange of captured codes on or off. */
  profileAutoExchange(data: { id: string; on: boolean }): void
  /** Keeps a client secret until the browser ends; null forgets it. */
  secretSet(data: { profileId: string; secret: string | null }): void
  accessRefresh(): void
  /** Keeps, or forgets, which hosts the user was shown by name and granted; the browser lists none under a wider grant. */
  hostsConfirm(data: { patterns: readonly string[]; on: boolean }): void
  jwksRead(data: { profileId: string; again: boolean }): JwksView

  /** Finds the private keys in a text: JWK, JWKS, PKCS#8, PKCS#1, SEC1. Nothing is stored. */
  keyRecognise(data: {
    text: string
  }): CommandResult<{ keys: readonly FoundKey[]; issues: readonly Issue[] }>
  /** Imports one of the keys of a text, non-extractable. */
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
    /** PEM certificates; null leaves what is there, empty takes them away. */
    certificate: string | null
  }): CommandResult<object>
  keyRemove(data: { id: string }): void
  keyRestore(data: { id: string }): void

  pasteRecognise(data: { text: string }): Recognition
  /** Makes a new authorization request of a profile, pushes it where it says so, and puts it on the shelf. */
  requestPush(data: {
    /** Null takes the current one. */
    profileId: string | null
    overrides: PushOverrides | null
    open: OpenWhere | null
  }): CommandResult<{ storedRequestId: string | null; flowId: string | null; accepted: boolean }>
  /** Puts a pasted request on the shelf, and opens it where `open` says so. */
  requestAdd(data: {
    text: string
    details: RequestDetails | null
    open: OpenWhere | null
  }): CommandResult<{ id: string }>
  /** With `hold` its response is held, however fast it comes. */
  requestOpen(data: {
    id: string
    where: OpenWhere
    hold?: boolean
  }): CommandResult<{ flowId: string }>
  /** The authorize URL of a stored request, for the clipboard. */
  requestUrl(data: { id: string }): CommandResult<{ url: string }>
  requestRename(data: { id: string; label: string }): void
  /** Adds what the tester knows of a request that is on the shelf. */
  requestDetails(data: { id: string; details: RequestDetails }): CommandResult<object>
  requestRemove(data: { id: string }): void
  requestRestore(data: { id: string }): void
  /** A redirect URL copied from the address bar becomes the latest response. */
  responseAdd(data: { text: string }): CommandResult<{ flowId: string }>
  /** Puts the PAR response that its request_uri came from into a flow in which it was not seen. */
  parAdd(data: {
    flowId: string
    text: string
  }): CommandResult<{ flowId: string; messageId: string }>

  /** Exchanges the code of a flow's authorization response; null takes the last one with a code. */
  codeExchange(data: { flowId: string; responseId: string | null }): Sent
  tokenRefresh(data: { flowId: string; tokenId: string }): Sent
  /** Any other grant; without a flow it begins one. `params` come after those of the grant. */
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
  /** A request that Parley sent, as a cURL command; secrets are shell variables unless `secrets` is set. */
  requestCurl(data: {
    flowId: string
    messageId: string
    secrets: boolean
  }): CommandResult<{ text: string }>
  /** Opens the mTLS endpoint in a tab, where the browser asks for the certificate. */
  certificateChoose(data: { profileId: string }): CommandResult<object>

  /** Every response of this client is stopped before the app, or none from now on. Rejects where the browser takes no rule for it. */
  profileHold(data: { id: string; on: boolean }): void
  /** The response of this flow is stopped before the app, whatever its profile says. Rejects as `profileHold`. */
  flowHold(data: { id: string; on: boolean }): void
  /** Sends a held response on to the app, once; null as it came. */
  holdRelease(data: {
    flowId: string
    responseId: string
    params: ExtraParams | null
    defence: Defence | null
  }): CommandResult<object>
  holdDiscard(data: { flowId: string; responseId: string }): CommandResult<object>
  holdRestore(data: { flowId: string; responseId: string }): CommandResult<object>
  /** Keeps what the tester saw the app do with the release of that moment: whether it defended itself. */
  releaseMark(data: {
    flowId: string
    responseId: string
    at: number
    defended: boolean | null
  }): void
  /** Brings the held page of a response to the front, or opens it again. */
  heldFocus(data: { flowId: string; responseId: string }): CommandResult<object>
  /** What the held page that asks has to send now; null where that is nothing. */
  heldDelivery(): Delivery | null
  /** Sends on what was stopped in the place of this held page and is not a response, if it is still the one shown. */
  stoppedSend(data: { stoppedId: string }): void
  /** Drops it. */
  stoppedDiscard(data: { stoppedId: string }): void
  /**
   * The held page has gone on to what it had to send; no other event may tell of it. It says itself where it
   * was: of a page that goes, Chromium tells another frame.
   */
  heldLeft(data: { readonly frame: Frame }): void

  flowRemove(data: { id: string }): void
  flowRestore(data: { id: string }): void
  flowsClear(): void
  flowsRestore(): void
  /** What the developer tools of a tab saw its page send that is of OAuth, and what came back. */
  networkSeen(data: { tabId: number; entries: readonly NetworkEntry[] }): void
  /** The badge is about what nobody has looked at yet. */
  responsesSeen(): void
  /** Switches the watching of others' requests, or the notices, on or off. */
  settingsChange(data: { name: Switch; on: boolean }): void
  panelOpen(data: { flowId: string | null; screen: PanelScreen }): void

  tokenInspect(data: {
    text: string
    /** The flow that it came in, whose request it is compared with; null where it was pasted. */
    flowId: string | null
    /** A JWKS pasted beside the token; null chooses the keys by what the token is. */
    jwks: string | null
    /** Nonce of the request, where the tester knows it. */
    nonce: string | null
  }): TokenView
}

/** The place of the page that sent a command; null where it is in no tab. */
export type Sender = PageLocation | null

/** What answers each command. */
export type Handlers = {
  readonly [C in keyof Protocol]: (
    data: Parameters<Protocol[C]>[0],
    sender: Sender,
  ) => Promise<Awaited<ReturnType<Protocol[C]>>>
}
