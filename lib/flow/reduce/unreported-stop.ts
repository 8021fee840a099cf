import type { Observation } from '@/lib/capture/observation'
import { isStopped } from '@/lib/flow/hold/hold-match'
import type { HoldRule } from '@/lib/flow/hold/hold-rules'
import { isRedirectUri } from '@/lib/flow/match/match'
import type { PageLocation } from '@/lib/flow/model/hold'
import type { Flow } from '@/lib/flow/model/flow'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { responsesOf } from '@/lib/flow/read/find-response'

type Held = Extract<Observation, { kind: 'held' }>

/** A stopped navigation, and the flow with its response. */
export interface StoppedIn {
  readonly observation: Held
  readonly flow: Flow
}

/** Longest time between a stop and the opening of its held page, in milliseconds. */
const maxOpening = 60_000

/**
 * Whether the report of a stop names the request whose response was stopped instead of the target of that
 * response. The worker that read the Location header was terminated before the stop was reported.
 */
export function isWithoutTarget(
  observation: Observation,
  rules: readonly HoldRule[],
  clients: readonly Pick<Flow, 'redirectUris'>[],
): observation is Held {
  return (
    observation.kind === 'held' &&
    observation.isTarget !== true &&
    !clients.some((client) => isRedirectUri(client, observation.url)) &&
    !isStopped(rules, { ...observation, kind: 'request', form: null })
  )
}

/** The report with its target, which is known from the redirect; null if that was not observed either. */
export function withTarget(observation: Held, flow: Flow | null): StoppedIn | null {
  const response = flow && unfollowed(flow)
  return flow && response?.via === 'redirect'
    ? { flow, observation: { ...observation, url: response.url, method: response.method } }
    : null
}

/**
 * The stop that led to a held page, if the browser's reports of it were lost because the worker was
 * terminated: the latest response of these flows, if a rule stops it and nothing is known to have followed.
 */
export function stopBefore(
  { tabId, frame }: PageLocation,
  flows: readonly Flow[],
  rules: readonly HoldRule[],
  now: number,
): StoppedIn | null {
  const found = flows.flatMap((flow) => {
    const response = unfollowed(flow)
    if (!response || response.frame !== frame || response.at < now - maxOpening) return []
    const { at, method, url } = response
    const { incognito, cookieStoreId, chains } = flow
    const base = { tabId, frame, at, method, url, incognito, cookieStoreId }
    const webRequestId = chains.at(-1) ?? ''
    const navigation = { ...base, webRequestId, initiator: initiatorOf(flow, response) }
    const isHeld = isStopped(rules, { ...navigation, kind: 'request', form: null })
    return isHeld ? [{ flow, observation: { ...navigation, kind: 'held' } as const }] : []
  })
  return found.toSorted((a, b) => b.observation.at - a.observation.at)[0] ?? null
}

/** The latest response of a flow, unless it was held or the result of its request is known. */
function unfollowed(flow: Flow): AuthorizationResponse | undefined {
  const response = responsesOf(flow).at(-1)
  return response?.hold === null && Object.keys(response.callback).length === 0
    ? response
    : undefined
}

/**
 * The origin of the page that started the navigation of a response. The only navigation of a flow was
 * started by the page that started the flow, a later one by a page of the server.
 */
function initiatorOf({ chains, initiator }: Flow, { from }: AuthorizationResponse): string | null {
  return chains.length === 1 ? (initiator ?? null) : from
}
