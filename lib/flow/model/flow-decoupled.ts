import type { Issue } from '@/lib/model/issue'
import type { DecoupledGrant, DeliveryMode } from '@/lib/oauth/decoupled'

/** Why Parley polls no more, apart from what the server responds. */
export const pollStops = ['tester', 'expired', 'refused'] as const

/** A grant without the browser that Parley began in this flow. How far it is follows from the messages. */
export interface FlowDecoupled {
  readonly grant: DecoupledGrant
  /** `poll` for the device grant. */
  readonly delivery: DeliveryMode
  /** Null until polling stops without a response that ends it. */
  readonly stop: {
    readonly by: (typeof pollStops)[number]
    /** Milliseconds since the epoch. */
    readonly at: number
    /** Why a poll could not be sent; empty otherwise. */
    readonly issues: readonly Issue[]
  } | null
}
