import type { StoredRequest } from '@/lib/flow/model/stored-request'

/** Expired requests leave the list after this long, in milliseconds. */
const keptMs = 60 * 60_000

export type RequestState = 'live' | 'used' | 'expired'

const order: readonly RequestState[] = ['live', 'used', 'expired']

export interface ListedRequest {
  readonly request: StoredRequest
  readonly state: RequestState
}

function stateOf({ expiresAt, usedAt }: StoredRequest, now: number): RequestState {
  if (expiresAt !== null && expiresAt <= now) return 'expired'
  return usedAt === null ? 'live' : 'used'
}

/** The rows of the list: live ones first, soonest expiry first, then used, then expired. */
export function listedRequests(
  requests: readonly StoredRequest[],
  now: number,
): readonly ListedRequest[] {
  return requests
    .filter((request) => now < leavesAt(request))
    .map((request) => ({ request, state: stateOf(request, now) }))
    .toSorted(
      (a, b) =>
        order.indexOf(a.state) - order.indexOf(b.state) ||
        compare(endOf(b.request), endOf(a.request)) ||
        b.request.addedAt - a.request.addedAt,
    )
}

/** The time after which the list no longer changes by itself. */
export function countsUntil(requests: readonly StoredRequest[]): number {
  return Math.max(0, ...requests.map(leavesAt).filter(Number.isFinite))
}

/** The number of requests in each state, without removed ones, in the order of the list. */
export function countStates(
  listed: readonly ListedRequest[],
): readonly (readonly [RequestState, number])[] {
  const kept = listed.filter(({ request }) => request.removedAt === undefined)
  return order
    .map((state) => [state, kept.filter((item) => item.state === state).length] as const)
    .filter(([, count]) => count > 0)
}

const endOf = ({ expiresAt }: StoredRequest) => expiresAt ?? Number.POSITIVE_INFINITY
const leavesAt = (request: StoredRequest) => endOf(request) + keptMs
const compare = (a: number, b: number) => (a === b ? 0 : a - b)
