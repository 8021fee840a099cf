import type { FlowSummary } from '@/lib/flow/model/flow'

/** What the list of flows is limited to. Within `kinds`, and within `profiles`, one is enough. */
export interface FlowFilter {
  readonly kinds: readonly FlowKind[]
  readonly profiles: readonly string[]
}

export type FlowKind = 'failed' | 'held' | 'imported' | 'third-party' | 'kept'

export const noFilter: FlowFilter = { kinds: [], profiles: [] }

const tests: Readonly<Record<FlowKind, (flow: FlowSummary) => boolean>> = {
  failed: ({ status }) => status === 'fail',
  held: ({ outcome }) => outcome === 'held',
  imported: ({ imported }) => imported === true,
  'third-party': ({ thirdParty }) => thirdParty === true,
  kept: ({ kept }) => kept !== undefined,
}

export const flowKinds = Object.keys(tests) as readonly FlowKind[]

export function isOfKind(flow: FlowSummary, kind: FlowKind): boolean {
  return tests[kind](flow)
}

export function passesFilter(flow: FlowSummary, { kinds, profiles }: FlowFilter): boolean {
  return (
    (kinds.length === 0 || kinds.some((kind) => isOfKind(flow, kind))) &&
    (profiles.length === 0 || (flow.profileId !== null && profiles.includes(flow.profileId)))
  )
}

/** The number of filters that are on. */
export function filterCount({ kinds, profiles }: FlowFilter): number {
  return kinds.length + profiles.length
}
