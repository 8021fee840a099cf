import * as v from 'valibot'
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
  }): CommandResult<{ flowId: string }>
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
