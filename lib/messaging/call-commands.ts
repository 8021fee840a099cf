import * as v from 'valibot'
import type { CallValues } from '@/lib/oauth/call-values'
import { text, textOrNull } from '@/lib/storage/profile-schema'
import { callValues, type CallDraft, type CallRun } from '@/lib/storage/saved-calls'
import type { CommandResult } from './command-result'

/** The commands of the resource calls in the Requests screen. */
export interface CallCommands {
  /** Keeps what is being edited until it is saved or the browser closes; null discards it. */
  callDraft(data: { profileId: string; draft: CallDraft | null }): void
  /** Makes a call with an access token of a flow, in which it is recorded. Refused only if nothing was sent. */
  callSend(data: {
    profileId: string
    /** The item of the library that it is a run of. */
    item: string
    flowId: string
    tokenId: string
    values: CallValues
    /** Follows the paging link of an earlier run instead of calling the URL; null calls the URL. */
    follow: { readonly runId: string; readonly to: 'next' | 'previous' } | null
  }): CommandResult<{ run: CallRun }>
  /** Saves a call under a name; an id replaces a saved one. The draft of the profile ends. */
  savedCallPut(data: {
    id: string | null
    profileId: string
    name: string
    values: CallValues
  }): CommandResult<{ id: string }>
  /** Adds the calls of the ecosystem of a profile. Gives the id of the first one; null if it has none. */
  savedCallsAdd(data: { profileId: string }): CommandResult<{ id: string | null }>
  savedCallRemove(data: { id: string }): void
  savedCallRestore(data: { id: string }): void
}

const id = v.object({ id: text })

/** The data of these commands. */
export const callSchemas = {
  callDraft: v.object({
    profileId: text,
    draft: v.nullable(v.object({ values: callValues, from: textOrNull, at: v.number() })),
  }),
  callSend: v.object({
    profileId: text,
    item: text,
    flowId: text,
    tokenId: text,
    values: callValues,
    follow: v.nullable(v.object({ runId: text, to: v.picklist(['next', 'previous']) })),
  }),
  savedCallPut: v.object({ id: textOrNull, profileId: text, name: text, values: callValues }),
  savedCallsAdd: v.object({ profileId: text }),
  savedCallRemove: id,
  savedCallRestore: id,
}
