import type { Issue } from '@/lib/model/issue'
import type { Params } from '@/lib/model/params'
import type { RequestValues } from '@/lib/oauth/request-values'
import type { RequestDraft } from '@/lib/storage/saved-requests'
import type { CommandResult } from './command-result'
import type { OpenWhere } from './open-where'

/** What a prepared authorization request sends. The background keeps the same octets to send them. */
export interface RequestPreview {
  readonly id: string
  /** Milliseconds since the epoch. */
  readonly at: number
  /** When a signature in it expires; null if none does. */
  readonly freshUntil: number | null
  /** The parameters of the authorization request, before they are signed. */
  readonly params: Params
  /** What the profile alone would send, with the same values that are made for each request. */
  readonly profileParams: Params
  readonly requestObject: string | null
  readonly clientAssertion: string | null
  /** The push; null for a request that is sent in the URL. */
  readonly push: {
    readonly method: string
    readonly url: string
    readonly headers: Params
    readonly body: string
  } | null
  /** The URL that is opened. After a push it gets the `request_uri` of the response. */
  readonly authorizeUrl: string
  /** Values that the metadata or the profile does not have. They do not prevent sending. */
  readonly warnings: readonly Issue[]
}

/** The result of sending a prepared request. Refused only if nothing could be sent. */
export type PreparedSent = CommandResult<{
  readonly storedRequestId: string | null
  readonly flowId: string | null
  readonly accepted: boolean
  /** The server demanded its nonce in the DPoP proof, so the push was sent again with a new proof. */
  readonly resent: boolean
}>

/** The result of pushing a request of the list again. */
export type PushedAgain = CommandResult<
  Extract<PreparedSent, { ok: true }> & {
    /** Settings of the profile that changed since the request was made, so that it differs. */
    readonly changed: readonly string[]
    /** The values that it was made with are known. If not, the profile's were sent. */
    readonly isKnown: boolean
  }
>

/** The commands of the Requests screen. */
export interface RequestCommands {
  /** Keeps what is being edited until it is saved or the browser closes; null discards it. */
  requestDraft(data: { profileId: string; draft: RequestDraft | null }): void
  /** Builds an authorization request with these values, sends nothing, and returns what would be sent. */
  requestPrepare(data: {
    profileId: string
    values: RequestValues
  }): CommandResult<{ preview: RequestPreview }>
  /** Sends a prepared request octet for octet, once. */
  requestSend(data: {
    id: string
    /** The item of the library that it is a run of; null for none. */
    item: string | null
    label: string | null
    open: OpenWhere | null
  }): PreparedSent
  /** Pushes a request of the list again, with the values that it was made with and fresh ones for what is used once. */
  requestAgain(data: { id: string }): PushedAgain
  /** Saves values under a name; an id replaces a saved request. The draft of the profile ends. */
  savedRequestPut(data: {
    id: string | null
    profileId: string
    name: string
    values: RequestValues
  }): CommandResult<{ id: string }>
  savedRequestRemove(data: { id: string }): void
  savedRequestRestore(data: { id: string }): void
}
