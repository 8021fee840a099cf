import type { Observation } from '@/lib/capture/observation'
import { hasCarrier, readResponse, sameResponse, type ReadResponse } from '@/lib/oauth/response'
import { placeOnAnyPort } from '@/lib/model/url'
import type { AuthorizationResponse, Callback } from '@/lib/flow/model/message'

/** A response in an observation, and the result of the request to the redirect_uri. */
export interface SeenResponse {
  readonly read: ReadResponse
  readonly url: string
  readonly via: AuthorizationResponse['via']
  readonly status: number | null
  readonly callback: Callback
  /** The URL is written as in the Location header, not as a browser writes it. */
  readonly asSent?: true
}

/** `/` is the end of a route in a fragment. */
const carrying = /[?&#/](?:code|error|response|id_token|access_token)=/

/** Whether an observation may contain a response, without parsing it. */
export function mayBring(observation: Observation): boolean {
  const texts =
    'location' in observation ? [observation.url, observation.location] : [observation.url]
  const form = 'form' in observation ? observation.form : null
  return (form !== null && hasCarrier(form)) || texts.some((url) => carrying.test(url))
}

/**
 * Splits a redirect with one response in its own URL and a different response in its Location. Each part is
 * matched to its own flow. This happens if a server uses another identity provider: it receives that
 * provider's code at its own URL and then redirects to the app.
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

/** Whether the URL or the form of an observation itself may contain a response, without parsing it. */
export function ownMayBring(observation: Observation): boolean {
  const form = observation.kind === 'request' ? observation.form : null
  return (
    !('part' in observation) &&
    ((form !== null && hasCarrier(form)) || carrying.test(observation.url))
  )
}

/**
 * Reads the response in an observation: from its own URL or form if that is the request to the redirect_uri,
 * otherwise from the Location of a redirect.
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
      ...(observation.asSent && { asSent: observation.asSent }),
    }
  )
}

/**
 * Creates a reader of the response for many flows. The result differs only for flows whose redirect_uri has
 * its own query at this URL. Each result is cached, because a URL can be several megabytes long.
 */
export function responseReader(
  observation: Observation,
): (redirectUris: readonly string[]) => SeenResponse | null {
  const urls = [observation.url, ...('location' in observation ? [observation.location] : [])]
  const places = new Set(urls.map(placeOnAnyPort))
  const known = new Map<string, SeenResponse | null>()
  return (redirectUris) => {
    const own = redirectUris.filter((uri) => uri.includes('?') && places.has(placeOnAnyPort(uri)))
    const key = own.join(' ')
    const response = known.has(key) ? known.get(key) : seenResponse(observation, own)
    known.set(key, response ?? null)
    return response ?? null
  }
}

/** The result of a request to the redirect_uri. */
export function callbackOf(observation: Observation): Callback {
  if (observation.kind === 'failed') return { error: observation.error }
  if (!('status' in observation)) return {}
  const { status, headers } = observation
  return { status, ...(headers && { headers }) }
}
