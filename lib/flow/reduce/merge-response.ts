import { type SeenResponse } from '@/lib/flow/match/seen-response'
import type { Observation } from '@/lib/capture/observation'
import type { Flow } from '@/lib/flow/model/flow'
import type { MatchReason } from '@/lib/model/match-reason'
import { maxResponseLength } from '@/lib/model/bounds'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { firstFacts, isCarrier, moreFacts } from './response-facts'
import { isSamePlace } from '@/lib/model/url'
import { keptUrl } from '@/lib/model/text-bound'

/** The stored part of a response URL. */
export function keptResponseUrl(url: string): string {
  return keptUrl(url, maxResponseLength)
}

/**
 * Whether an observation is a repetition of a response, not a further report of the same navigation: a
 * different navigation to the URL of the response. An app that passes its code to another of its pages does
 * not repeat the response.
 */
export function isReplay(
  { chains }: Pick<Flow, 'chains'>,
  known: AuthorizationResponse,
  seen: SeenResponse,
  { kind, webRequestId }: Observation,
): boolean {
  return (
    kind === 'request' &&
    seen.via === 'navigation' &&
    seen.read.target === known.target &&
    !chains.includes(webRequestId)
  )
}

/**
 * Adds a further report to a response. The redirect with the response has the most information, and its
 * header more than the browser's own report; events may arrive in any order.
 */
export function mergeResponse(
  known: AuthorizationResponse,
  seen: SeenResponse,
  observation: Observation,
): AuthorizationResponse {
  return {
    ...known,
    ...(isCarrier(known, seen) || isSpelling(known, seen)
      ? { ...seen.read, ...spelledIn(seen), via: seen.via, status: seen.status }
      : {}),
    at: Math.min(known.at, observation.at),
    ...moreFacts(known, seen, observation),
  }
}

/** Whether a report has the Location header of a redirect that the browser reported in its own spelling. */
function isSpelling(known: AuthorizationResponse, seen: SeenResponse): boolean {
  return (
    seen.asSent === true &&
    known.asSent === undefined &&
    known.via === 'redirect' &&
    isSamePlace(known.target, seen.read.target)
  )
}

function spelledIn({ url, asSent }: SeenResponse): Pick<AuthorizationResponse, 'url' | 'asSent'> {
  return { url: keptResponseUrl(url), ...(asSent && { asSent }) }
}

export function newResponse(
  id: string,
  seen: SeenResponse,
  observation: Observation,
  matchedBy: MatchReason,
): AuthorizationResponse {
  return {
    kind: 'authorization-response',
    id,
    at: observation.at,
    source: observation.source ?? 'browser',
    results: [],
    ...spelledIn(seen),
    via: seen.via,
    status: seen.status,
    frame: observation.frame,
    matchedBy,
    jwts: [],
    replays: [],
    hold: null,
    ...seen.read,
    ...firstFacts(seen, observation),
  }
}
