import * as v from 'valibot'
import type { Params } from '@/lib/model/params'
import { text, textOrNull } from '@/lib/storage/profile-schema'
import type { CommandResult } from './command-result'
import type { OpenWhere } from './open-where'

/** The call was sent, and its response is in the flow. */
type Sent = CommandResult<{
  readonly flowId: string
  readonly messageId: string
  /** The response is a success. */
  readonly accepted: boolean
}>

/** The signed request that creates a consent. The background keeps the same octets to send them. */
export interface ConsentPreview {
  readonly id: string
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly method: string
  readonly url: string
  /** Without the access token. */
  readonly headers: Params
  readonly body: string
}

/** The commands that create, read, use and withdraw a consent, and those that edit templates. */
export interface ConsentCommands {
  /** Stores the flow of a new consent. Nothing is sent before `consentRun`. */
  consentBegin(data: {
    /** Null means the current profile. */
    profileId: string | null
    templateId: string
    /** Values that differ from those of the template, by name. */
    values: Readonly<Record<string, unknown>>
    label: string | null
    /** Null stops after the consent, or after the push if the template creates no consent. */
    open: OpenWhere | null
    /** The preview whose signed request is sent octet for octet; absent or null for a new one. */
    preparedId?: string | null
  }): CommandResult<{ flowId: string }>
  /**
   * Builds and signs the request that creates the consent, sends nothing, and returns what would be sent. Null if the
   * template signs nothing.
   */
  consentPrepare(data: {
    profileId: string | null
    templateId: string
    values: Readonly<Record<string, unknown>>
  }): CommandResult<{ preview: ConsentPreview | null }>
  /**
   * Runs what remains of the first part: token, consent, authorization request, tab. Stops at the first refusal,
   * which the flow shows.
   */
  consentRun(data: { flowId: string; open: OpenWhere | null }): CommandResult<{ accepted: boolean }>
  /** Reads the status of the consent. */
  consentStatus(data: { flowId: string }): Sent
  consentWithdraw(data: { flowId: string }): Sent
  /** Makes the call that the consent permits, with the user's token, even after a withdrawal. */
  consentUse(data: { flowId: string }): Sent
  /** Stores a template of the tester's own as JSON text. Without an id it is a new one. */
  templateSave(data: { id: string | null; text: string }): CommandResult<{ id: string }>
  templateRemove(data: { id: string }): void
  templateRestore(data: { id: string }): void
  /** Imports the templates of a file, all or none. */
  templatesImport(data: { text: string }): CommandResult<{ ids: readonly string[] }>
}

const where = v.nullable(v.picklist(['tab', 'window', 'private']))
const flow = v.object({ flowId: text })
const id = v.object({ id: text })

/** The data of these commands. */
export const consentSchemas = {
  consentBegin: v.object({
    profileId: textOrNull,
    templateId: text,
    values: v.record(text, v.unknown()),
    label: textOrNull,
    open: where,
    preparedId: v.exactOptional(textOrNull),
  }),
  consentPrepare: v.object({
    profileId: textOrNull,
    templateId: text,
    values: v.record(text, v.unknown()),
  }),
  consentRun: v.object({ flowId: text, open: where }),
  consentStatus: flow,
  consentWithdraw: flow,
  consentUse: flow,
  templateSave: v.object({ id: textOrNull, text }),
  templateRemove: id,
  templateRestore: id,
  templatesImport: v.object({ text }),
}
