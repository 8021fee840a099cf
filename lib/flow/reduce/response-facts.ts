import type { Observation } from '@/lib/capture/observation'
import { isSamePlace, parseUrl } from '@/lib/model/url'
import { maxFieldLength, maxFieldNames, maxPassedOn } from '@/lib/model/bounds'
import type { SeenResponse } from '@/lib/flow/match/seen-response'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { cutText, keptPage } from '@/lib/model/text-bound'

/** How a response was delivered to the redirect_uri, and where it was sent from there. */
type Facts = Pick<AuthorizationResponse, 'method' | 'from' | 'posted' | 'passedOn' | 'callback'>

/** Statuses with which a browser sends a form again. */
const resending: ReadonlySet<number | null> = new Set([307, 308])

/** The facts from the first report of a response. */
export function firstFacts(seen: SeenResponse, observation: Observation): Facts {
  return {
    method: methodOf(seen, observation),
    from: fromOf(seen, observation),
    posted: postedWith(seen, observation),
    passedOn: [],
    callback: seen.callback,
  }
}

/**
 * Whether a report is of the redirect that delivered a response which so far was observed only on its page.
 * It has more information. A form is never delivered by a redirect.
 */
export function isCarrier(known: AuthorizationResponse, seen: SeenResponse): boolean {
  return seen.via === 'redirect' && known.via === 'navigation' && known.responseMode !== 'form'
}

/** The facts of a response after a further report. Events may arrive in any order. */
export function moreFacts(
  known: AuthorizationResponse,
  seen: SeenResponse,
  observation: Observation,
): Facts {
  if (isSamePlace(known.target, seen.read.target)) return sameFacts(known, seen, observation)
  return isCarrier(known, seen)
    ? {
        ...firstFacts(seen, observation),
        passedOn: withPage(known.passedOn, keptPage(known.url)),
      }
    : { ...factsOf(known), passedOn: withPage(known.passedOn, keptPage(seen.url)) }
}

function factsOf({ method, from, posted, passedOn, callback }: AuthorizationResponse): Facts {
  return { method, from, posted, passedOn, callback }
}

function sameFacts(
  known: AuthorizationResponse,
  seen: SeenResponse,
  observation: Observation,
): Facts {
  const isCall = observation.kind === 'request' && seen.via === 'navigation'
  return {
    method: isCall ? observation.method : known.method,
    from: seen.via === 'redirect' ? fromOf(seen, observation) : known.from,
    posted: isCall ? (known.posted ?? postedWith(seen, observation)) : known.posted,
    passedOn: known.passedOn,
    callback: { ...known.callback, ...seen.callback },
  }
}

function methodOf({ read, via, status }: SeenResponse, { method }: Observation): string {
  if (via === 'navigation') return method
  return resending.has(status) ? method : read.responseMode === 'form' ? 'POST' : 'GET'
}

/**
 * After a redirect a request still has the initiator of the first request, so the redirect's URL is more
 * accurate.
 */
function fromOf({ via }: SeenResponse, { url, initiator }: Observation): string | null {
  if (via === 'redirect') return parseUrl(url)?.origin ?? null
  return initiator === 'null' ? null : initiator
}

/** Names only, because the values in the server's form are private to the user. */
function postedWith({ read, via }: SeenResponse, observation: Observation): Facts['posted'] {
  if (observation.kind !== 'request' || via !== 'navigation') return null
  if (read.responseMode === 'form') return []
  const fields = (observation.form ?? []).slice(0, maxFieldNames)
  return fields.map(([name]) => cutText(name, maxFieldLength))
}

function withPage(pages: readonly string[], page: string): readonly string[] {
  return pages.includes(page) || pages.length >= maxPassedOn ? pages : [...pages, page]
}
