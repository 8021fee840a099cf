import * as v from 'valibot'
import { decoupledGrants, type DecoupledGrant } from '@/lib/oauth/decoupled'
import type { ExtraParams } from '@/lib/oauth/profile'
import { params, text, textOrNull } from '@/lib/storage/profile-schema'
import type { CommandResult } from './command-result'

/** The response to a request is in the flow. */
type Answered = CommandResult<{
  readonly flowId: string
  /** The server did not refuse the request. */
  readonly accepted: boolean
}>

/** The commands of grants whose user decides on another device. */
export interface DecoupledCommands {
  /** Sends the first request in a flow of its own, and polls for the tokens from then on. */
  decoupledBegin(data: {
    /** Null means the current profile. */
    profileId: string | null
    grant: DecoupledGrant
    /** The parameters in their order, with variables in their values. */
    params: ExtraParams
  }): Answered
  /** Polls once now. Refused before the interval is over. */
  decoupledPoll(data: { flowId: string }): Answered
  /** Stops polling. The request stays valid at the server until it expires. */
  decoupledStop(data: { flowId: string }): void
  /** Polls again after a stop, from the next interval on. */
  decoupledContinue(data: { flowId: string }): CommandResult<object>
  /** Sends the polls that are due, after the browser terminated the background. */
  decoupledDue(): void
}

const flow = v.object({ flowId: text })

/** The data of these commands. */
export const decoupledSchemas = {
  decoupledBegin: v.object({ profileId: textOrNull, grant: v.picklist(decoupledGrants), params }),
  decoupledPoll: flow,
  decoupledStop: flow,
  decoupledContinue: flow,
  decoupledDue: v.pipe(
    v.unknown(),
    v.transform(() => undefined),
  ),
} as const
