import type { Observation } from '@/lib/capture/observation'
import { hasCarrier, readResponse, sameResponse, type ReadResponse } from '@/lib/oauth/response'
import { withoutQuery } from '@/lib/model/url'
import type { Flow } from './flow'
import type { MatchReason } from '@/lib/model/match-reason'
import { maxResponseLength } from '@/lib/model/bounds'
import type { AuthorizationResponse, Callback } from './message'
import { firstFacts, isCarrier, moreFacts } from './response-facts'
import { keptUrl } from '@/lib/model/text-bound'

/** A response that an observation tells of, and what it says of the redirect_uri's own answer. */
export interface SeenResponse {
  readonly read: ReadResponse
  readonly url: string
  readonly via: AuthorizationResponse['via']
  readonly status: number | null
  readonly callback: Callback
}

const carrying = /[?&#](?:code|error|response|id_token|access_token)=/

/** Whether an observation may carry a response at all, without reading it. */
export function mayBring(observation: Observation): boolean {
  const texts =
    'location' in observation ? [observation.url, observation.location] : [observation.url]
  const form = 'form' in observation ? observation.form : null
  return (form !== null && hasCarrier(form)) || texts.some((url) => carrying.test(url))
}

/**
 * A redirect whose own URL carries one response and whose Location carries another is two observations,
 * each of which finds its own flow: a server that brokers to another identity provider gets that provider's
 * code at a URL of its own, and redirects from there to the app.
 */
export function partsOf(observation: Observation): readonly Observation[] {
  if (observation.kind !== 'redirect' || observation.part) return [observation]
  if (!carrying.test(observation.url) || !carrying.test(observation.location)) return [observation]
  const [own, next] = [readResponse(observation.url), readResponse(observation.location)]
  if (!own || !next || sameResponse(own.params, next.params)) return [observation]
  const { location: _, ...base } = observation
  return [
    { ...base, kind: 'completed' },
    { ...observation, part: 'location' },
  ]
}

/** Whether the URL or the form of an observation itself may carry a response, without reading it. */
export function ownMayBring(observation: Observation): boolean {
  const form = observation.kind === 'request' ? observation.form : null
  return (
    !('part' in observation) &&
    ((form !== null && hasCarrier(form)) || carrying.test(observation.url))
  )
}

/**
 * Reads the response that an observation carries: in its own URL or form when the browser is on its
 * way to the redirect_uri, else in the Location of a redirect.
 */
export function seenResponse(
  observation: Observation,
  redirectUris: readonly string[],
): SeenResponse | null {
  if (!mayBring(observation)) return null
  const form = observation.kind === 'request' ? observation.form : null
  const own = 'part' in observation ? null : readResponse(observation.url, form, redirectUris)
  if (own)
    return {
      read: own,
      url: observation.url,
      via: 'navigation',
      status: null,
      callback: callbackOf(observation),
    }
  if (observation.kind !== 'redirect') return null
  const next = readResponse(observation.location, null, redirectUris)
  return (
    next && {
      read: next,
      url: observation.location,
      via: 'redirect',
      status: observation.status,
      callback: {},
    }
  )
}

/**
 * Reads the response that an observation carries for many flows: it is the same for all but those whose
 * redirect_uri has a query of its own there, and is read once, since a URL can be of megabytes.
 */
export function responseReader(
  observation: Observation,
): (redirectUris: readonly string[]) => SeenResponse | null {
  const urls = [observation.url, ...('location' in observation ? [observation.location] : [])]
  const bases = new Set(urls.map(withoutQuery))
  const known = new Map<string, SeenResponse | null>()
  return (redirectUris) => {
    const own = redirectUris.filter((uri) => uri.includes('?') && bases.has(withoutQuery(uri)))
    const key = own.join(' ')
    const response = known.has(key) ? known.get(key) : seenResponse(observation, own)
    known.set(key, response ?? null)
    return response ?? null
  }
}

/** The URL of a response as it is kept. */
export function keptResponseUrl(url: string): string {
  return keptUrl(url, maxResponseLength)
}

/** What an observation of the redirect_uri itself says of its answer. */
export function callbackOf(observation: Observation): Callback {
  if (observation.kind === 'failed') return { error: observation.error }
  return 'status' in observation ? { status: observation.status } : {}
}

/** The response of a flow that this is one more telling of, as it came or as it was released. */
export function findResponse(flow: Flow, read: ReadResponse): AuthorizationResponse | undefined {
  return responsesOf(flow).find(({ params, hold }) =>
    [params, ...(hold?.releases ?? []).map((release) => release.params)].some((known) =>
      sameResponse(known, read.params),
    ),
  )
}

export function responsesOf(flow: Pick<Flow, 'messages'>): readonly AuthorizationResponse[] {
  return flow.messages.filter((message) => message.kind === 'authorization-response')
}

/**
 * Whether it is the response once more, and not one more telling of it: another navigation brings the
 * browser to where it was handed over. An app that passes its code on to another page of its own is none.
 */
export function isReplay(
  { chains }: Pick<Flow, 'chains'>,
  known: AuthorizationResponse,
  seen: SeenResponse,
  { kind, requestId }: Observation,
): boolean {
  return (
    kind === 'request' &&
    seen.via === 'navigation' &&
    seen.read.target === known.target &&
    !chains.includes(requestId)
  )
}

/**
 * Puts one more telling of a response into it. The redirect that carried it says most; events may
 * come in any order.
 */
export function mergeResponse(
  known: AuthorizationResponse,
  seen: SeenResponse,
  observation: Observation,
): AuthorizationResponse {
  return {
    ...known,
    ...(isCarrier(known, seen)
      ? { ...seen.read, url: keptResponseUrl(seen.url), via: seen.via, status: seen.status }
      : {}),
    at: Math.min(known.at, observation.at),
    ...moreFacts(known, seen, observation),
  }
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
    url: keptResponseUrl(seen.url),
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
