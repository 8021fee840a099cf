import * as v from 'valibot'
import { setErrorCodes, type EventPoll } from '@/lib/oauth/event-poll'
import { text } from '@/lib/storage/profile-schema'
import type { CommandResult } from './command-result'

/** The commands for event notifications. */
export interface EventCommands {
  /**
   * Polls an address for SETs with an access token of a flow, in which the call is recorded, and acknowledges or
   * refuses SETs with it. Refused only if nothing was sent.
   */
  eventsPoll(data: {
    profileId: string
    flowId: string
    tokenId: string
    /** With variables. */
    url: string
    poll: EventPoll
  }): CommandResult<{ flowId: string; accepted: boolean }>
}

/** The data of these commands. */
export const eventSchemas = {
  eventsPoll: v.object({
    profileId: text,
    flowId: text,
    tokenId: text,
    url: text,
    poll: v.object({
      maxEvents: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))),
      returnImmediately: v.boolean(),
      ack: v.array(text),
      setErrs: v.record(text, v.object({ err: v.picklist(setErrorCodes), description: text })),
    }),
  }),
}
