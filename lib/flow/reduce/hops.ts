import { isSameOrigin, formDecode, parseUrl, splitUrl } from '@/lib/model/url'
import type { Observation } from '@/lib/capture/observation'
import { maxHops, maxRequestLength } from '@/lib/model/bounds'
import { param } from '@/lib/model/params'
import type { AuthorizationRequest, Hop, OAuthMessage } from '@/lib/flow/model/message'
import { keptPage, keptUrl } from '@/lib/model/text-bound'

type Messages = readonly OAuthMessage[]
type Step = AuthorizationRequest | Hop

/**
 * Adds the result of a page to the newest step that requested it: the authorization request or a later page.
 * Each redirect is reported twice, and Firefox may report the next page before it.
 */
export function settleStep(messages: Messages, observation: Observation): Messages {
  const step = messages.findLast((message) => isStep(message) && isStepAt(message, observation))
  if (!step || !isStep(step)) return messages
  const settled = settle(step, observation)
  return settled === step
    ? messages
    : messages.map((message) => (message === step ? settled : message))
}

function isStep(message: OAuthMessage): message is Step {
  return message.kind === 'hop' || message.kind === 'authorization-request'
}

function isStepAt(step: Step, { method, url }: Observation): boolean {
  if (step.method !== method) return false
  if (step.kind === 'hop') return step.url === keptPage(url)
  return spelled(step.url) === spelled(keptUrl(url, maxRequestLength))
}

/** A URL without its fragment, because browsers omit the fragment in some events. */
function spelled(url: string): string {
  const { base, query } = splitUrl(url)
  const whole = query === null ? base : `${base}?${query}`
  return parseUrl(whole)?.href ?? whole
}

/** A failure also counts after a redirect, because the browser may refuse to follow it. */
function settle(step: Step, observation: Observation): Step {
  const { at } = observation
  if (observation.kind === 'failed') {
    const { error } = observation
    return step.kind === 'hop'
      ? { ...step, failure: error }
      : { ...step, httpResult: { status: null, ...step.httpResult, at, error } }
  }
  if (!('status' in observation)) return step
  const { status, headers } = observation
  const received = { status, ...(headers && { headers }) }
  if (step.kind === 'hop') return step.status === null ? { ...step, ...received } : step
  return step.httpResult ? step : { ...step, httpResult: { at, ...received, error: null } }
}

/** Adds a page or redirect between the authorization request and its response. */
export function addHop(
  messages: Messages,
  observation: Observation,
  newId: () => string,
): Messages {
  if (observation.kind !== 'request') return settleStep(messages, observation)
  const hops = messages.filter((message) => message.kind === 'hop')
  if (hops.length >= maxHops || isLate(messages, observation)) return messages
  const errorCode = errorCodeIn(messages, observation.url)
  return [
    ...messages,
    {
      kind: 'hop',
      id: newId(),
      at: observation.at,
      source: 'browser',
      results: [],
      method: observation.method,
      url: keptPage(observation.url),
      status: null,
      ...(errorCode === undefined ? {} : { errorCode }),
    },
  ]
}

/** Whether this is the authorization request itself, reported after its own result. */
function isLate(messages: Messages, observation: Observation): boolean {
  return messages.some(
    (message) =>
      message.kind === 'authorization-request' &&
      message.httpResult !== undefined &&
      observation.at <= message.httpResult.at &&
      isStepAt(message, observation),
  )
}

/** An error code, not a sentence: `invalid_request`, `AADSTS50011`. */
const code = /^[\w.-]{1,64}$/

/** The error code in the URL of one of the server's pages; undefined for any other host. */
function errorCodeIn(messages: Messages, url: string): string | undefined {
  const request = messages.findLast(({ kind }) => kind === 'authorization-request')
  if (request?.kind !== 'authorization-request' || !isSameOrigin(request.url, url)) return undefined
  const error = param(formDecode(splitUrl(url).query ?? ''), 'error')
  return error !== undefined && code.test(error) ? error : undefined
}
