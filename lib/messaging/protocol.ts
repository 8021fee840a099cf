import type { RequestDetails } from '@/lib/flow/request'
import type { DecodedJwt, Verification } from '@/lib/jose/types'
import type { Issue } from '@/lib/oauth/issue'
import type { ProfileDraft } from '@/lib/oauth/profile'
import type { Recognition } from '@/lib/oauth/recognition'
import type { MetadataRecord } from '@/lib/app/state'
import type { RuleResult } from '@/lib/rules/rule'

/** A refusal names what was seen and what was expected; nothing was changed. */
export type Answer<T> =
  ({ readonly ok: true } & T) | { readonly ok: false; readonly issues: readonly Issue[] }

export type { RequestDetails }

/** The screens that the panel can be opened on. */
export type PanelScreen = 'flows' | 'profiles'

export type OpenWhere = 'tab' | 'window' | 'private'

/** A claim or header parameter with what is known of its name. */
export interface ClaimView {
  readonly name: string
  readonly value: unknown
  readonly kind: 'time' | 'text' | 'json'
  /** It stands in the registry: `claims.<name>` or `headers.<name>` says what it means. */
  readonly registered: boolean
}

/** A pasted token, read, verified and judged. */
export interface TokenView {
  readonly jwt: DecodedJwt
  readonly header: readonly ClaimView[]
  readonly payload: readonly ClaimView[]
  readonly verification: Verification
  readonly results: readonly RuleResult[]
  /** What is off about the keys: the JWKS could not be fetched, read, or is not known. */
  readonly keyIssues: readonly Issue[]
  /** Milliseconds since the epoch, when it was judged. */
  readonly judgedAt: number
}

/** Every command that a page of the extension may send: one line each. */
export interface Protocol {
  /** Reads the metadata of an issuer that is not saved yet. */
  metadataProbe(data: { issuer: string }): MetadataRecord
  metadataRefresh(data: { profileId: string }): MetadataRecord | null
  profileSave(data: ProfileDraft): Answer<{ id: string }>
  profileSelect(data: { id: string }): void
  profileRemove(data: { id: string }): void
  profileRestore(data: { id: string }): void
  accessRefresh(): void

  pasteRecognise(data: { text: string }): Recognition
  /** Puts a pasted request on the shelf, and opens it where `open` says so. */
  requestAdd(data: {
    text: string
    details: RequestDetails | null
    open: OpenWhere | null
  }): Answer<{ id: string }>
  requestOpen(data: { id: string; where: OpenWhere }): Answer<{ flowId: string }>
  /** The authorize URL of a stored request, for the clipboard. */
  requestUrl(data: { id: string }): Answer<{ url: string }>
  requestRename(data: { id: string; label: string }): void
  /** Adds what the tester knows of a request that is on the shelf. */
  requestDetails(data: { id: string; details: RequestDetails }): Answer<object>
  requestRemove(data: { id: string }): void
  requestRestore(data: { id: string }): void
  /** A redirect URL copied from the address bar becomes the latest response. */
  responseAdd(data: { text: string }): Answer<{ flowId: string }>

  flowRemove(data: { id: string }): void
  flowRestore(data: { id: string }): void
  flowsClear(): void
  flowsRestore(): void
  /** The badge is about what nobody has looked at yet. */
  responsesSeen(): void
  panelOpen(data: { flowId: string | null; screen: PanelScreen }): void

  tokenInspect(data: {
    text: string
    profileId: string | null
    /** A JWKS pasted beside the token; null fetches the profile's own. */
    jwks: string | null
    /** Nonce of the request, where the tester knows it. */
    nonce: string | null
  }): TokenView
}

/** What answers each command. */
export type Handlers = {
  readonly [C in keyof Protocol]: (
    data: Parameters<Protocol[C]>[0],
  ) => Promise<Awaited<ReturnType<Protocol[C]>>>
}
