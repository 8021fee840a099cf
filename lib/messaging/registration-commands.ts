import type { JsonObject } from '@/lib/model/json'
import type { ProfileDraft } from '@/lib/oauth/profile'
import type { RegistrationDraft } from '@/lib/oauth/registration-draft'
import type { CommandResult } from './command-result'

/** A request was sent and is in a flow of its own with its response. Refused only if nothing could be sent. */
type Registered = CommandResult<{
  readonly flowId: string
  readonly messageId: string
  /** The server granted the request. */
  readonly accepted: boolean
}>

/** The commands that register a client and manage it afterwards. */
export interface RegistrationCommands {
  /**
   * Keeps what is typed on the page until the client is registered or the browser closes; null discards it. An
   * initial access token that is not given is unchanged; empty text deletes it.
   */
  registrationDraft(data: {
    key: string
    form: Omit<RegistrationDraft, 'hasToken'> | null
    token?: string
  }): void
  /** Signs client metadata as the body of a request. Nothing is stored or sent. */
  registrationSign(data: {
    members: JsonObject
    keyId: string | null
    /** `iss`; null leaves it out. */
    issuer: string | null
    audience: string
    /** The UK writes `jti` in upper case. */
    isUpperCase: boolean
  }): CommandResult<{ body: string; expiresAt: number }>
  /** Fetches a software statement or the keys of its directory, in a flow of its own. */
  registrationFetch(data: {
    draft: ProfileDraft
    url: string
    /** The access token of the directory; empty without one. It is not stored. */
    token: string
  }): CommandResult<{ text: string; flowId: string }>
  /** Sends a registration with this body, exactly as it was previewed. */
  registrationSend(data: {
    key: string
    draft: ProfileDraft
    metadata: JsonObject
    body: string
  }): Registered
  /** Makes the profile of a client from the response in a flow. */
  registrationCreate(data: {
    key: string
    draft: ProfileDraft
    flowId: string
  }): CommandResult<{ id: string }>
  /** Reads the registered client of a profile. */
  registrationRead(data: { profileId: string }): Registered
  /** Replaces the metadata of the registered client with this body. */
  registrationUpdate(data: { profileId: string; body: string }): Registered
  /** Deletes the client at the server. The profile stays, without a client. */
  registrationDelete(data: { profileId: string }): Registered
  /** The registration access token of a profile, for the user who reveals or copies it. */
  registrationToken(data: { profileId: string }): { token: string | null }
  /** Keeps a registration access token until the browser closes; null deletes it. */
  registrationTokenSet(data: { profileId: string; token: string | null }): void
  /** The software statement that the client was registered with; null if this session does not have it. */
  registrationStatement(data: { profileId: string }): { statement: string | null }
}
