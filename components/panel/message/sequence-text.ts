import { jsonObjectOf, textIn } from '@/lib/model/json'
import { parseUrl } from '@/lib/model/url'
import { isWaiting } from '@/lib/oauth/polling'
import { defenceLine } from '@/components/ui/defence-text'
import { testedDefences } from '@/lib/flow/read/tested-defences'
import type {
  AuthorizationResponse,
  EndpointResponse,
  MessageKind,
  MessageOf,
  OAuthMessage,
} from '@/lib/flow/model/message'
import type { CallPurpose } from '@/lib/flow/model/flow-consent'
import type { Status } from '@/lib/model/rule-result'
import { browserErrorText } from '@/components/ui/browser-error-text'
import { t } from '@/lib/i18n'
import { countsOfMessages } from './counts'
import type { Arrow, SequenceRow, NotVisibleMessage } from './sequence-rows'

const names = {
  'par-request': 'panel.message.par_request',
  'par-response': 'panel.message.par_response',
  'authorization-request': 'panel.message.authorization_request',
  hop: 'panel.message.hop',
  'authorization-response': 'panel.message.authorization_response',
  'token-request': 'panel.message.token_request',
  'token-response': 'panel.message.token_response',
  'userinfo-request': 'panel.message.userinfo_request',
  'userinfo-response': 'panel.message.userinfo_response',
  'introspection-request': 'panel.message.introspection_request',
  'introspection-response': 'panel.message.introspection_response',
  'backchannel-request': 'panel.message.backchannel_request',
  'backchannel-response': 'panel.message.backchannel_response',
  'device-request': 'panel.message.device_request',
  'device-response': 'panel.message.device_response',
  'registration-request': 'panel.message.registration_request',
  'registration-response': 'panel.message.registration_response',
  'revocation-request': 'panel.message.revocation_request',
  'revocation-response': 'panel.message.revocation_response',
  'resource-request': 'panel.message.resource_request',
  'resource-response': 'panel.message.resource_response',
} as const

export function messageName(kind: MessageKind | NotVisibleMessage): string {
  return t(names[kind])
}

export function rowName(row: SequenceRow): string {
  if (row.kind === 'fold') return t('panel.sequence.redirects', row.hops.length)
  return row.kind === 'not-visible' ? messageName(row.notVisible) : nameOf(row.message)
}

const purposes = {
  create: ['panel.message.consent_create', 'panel.message.consent_created'],
  status: ['panel.message.consent_status', 'panel.message.consent_status'],
  withdraw: ['panel.message.consent_withdraw', 'panel.message.consent_withdrawn'],
  use: ['panel.message.resource_request', 'panel.message.resource_response'],
} as const satisfies Record<CallPurpose, readonly [request: string, response: string]>

/** The name of a message; that of a call about the consent says what the call was for. */
function nameOf(message: OAuthMessage): string {
  const purpose = 'purpose' in message ? message.purpose : undefined
  if (!purpose) return messageName(message.kind)
  return t(purposes[purpose][message.kind.endsWith('-request') ? 0 : 1])
}

const directions = {
  'cs server': 'panel.direction.client_server',
  'cs client': 'panel.direction.server_client',
  'bs server': 'panel.direction.browser_server',
  'bs client': 'panel.direction.server_browser',
  'cb server': 'panel.direction.client_browser',
  'cb client': 'panel.direction.browser_client',
  'cr server': 'panel.direction.client_resource',
  'cr client': 'panel.direction.resource_client',
} as const

function directionOf({ span, toward }: Arrow): string {
  return t(directions[`${span} ${toward}`])
}

const countWords = {
  fail: 'panel.counts.fail',
  warn: 'panel.counts.warn',
  info: 'panel.counts.info',
  pass: 'panel.counts.pass',
  neutral: 'panel.counts.neutral',
  pending: 'panel.counts.neutral',
} as const

export function countWord(status: Status, count: number): string {
  return t(countWords[status], count)
}

/** Whether a response was held, so that the app has not received it. */
export function isStopped({ hold }: AuthorizationResponse): boolean {
  return hold !== null && hold.state !== 'released' && hold.state !== 'releasing'
}

/** The response of a row's page: the authorization endpoint, or the last page of a failed fold. */
export function resultText(row: SequenceRow): string | null {
  if (row.kind === 'not-visible') return null
  if (row.kind === 'message') return stepResult(row.message)
  const last = row.hops.at(-1)
  const hasFailed = last && (last.failure !== undefined || (last.status ?? 0) >= 400)
  return hasFailed ? stepResult(last) : null
}

/** The response of a page, or its failure. */
export interface StepResult {
  readonly status: number | null
  readonly error: string | null
}

/** The result of the authorization endpoint or of a page after it; null if unknown. */
export function resultOf(message: OAuthMessage): StepResult | null {
  if (message.kind === 'authorization-request') return message.httpResult ?? null
  if (message.kind !== 'hop') return null
  const { status, failure = null } = message
  return status === null && failure === null ? null : { status, error: failure }
}

function stepResult(message: OAuthMessage): string | null {
  const result = resultOf(message)
  return result && (result.error ?? String(result.status))
}

function withResult(message: MessageOf<'authorization-request' | 'hop'>): string {
  return [target(message), stepResult(message) ?? ''].join(' ').trim()
}

/** The whole row in words: "Authorization response, server to browser, 31.4 seconds, 1 failed". */
export function rowLabel(row: SequenceRow): string {
  const arrow = row.kind === 'fold' ? undefined : row.arrows[0]
  const messages = row.kind === 'message' ? [row.message] : []
  const result = resultText(row)
  return [
    rowName(row),
    ...(result === null ? [] : [result]),
    ...(arrow ? [directionOf(arrow)] : []),
    row.kind === 'not-visible'
      ? t('panel.sequence.not_visible')
      : t('panel.sequence.seconds', [seconds(row.offset, 1)]),
    ...messages.flatMap((message) =>
      message.kind === 'authorization-response' && isStopped(message)
        ? [t('panel.held_response.gate')]
        : [],
    ),
    ...testedDefences(messages).map(defenceLine),
    ...countsOfMessages(messages).map(({ status, count }) => countWord(status, count)),
  ].join(', ')
}

function seconds(ms: number, digits: number): string {
  return (ms / 1000).toFixed(digits)
}

/** Offset from the first message in seconds: `0.000`, then `+31.402`. */
export function offsetText(ms: number): string {
  return ms === 0 ? '0.000' : `+${seconds(ms, 3)}`
}

export function tookText(ms: number): string {
  return `${seconds(ms, 1)} s`
}

/** The response time, in milliseconds while that is precise enough to matter. */
export function responseTime(ms: number): string {
  return ms < 10_000 ? t('panel.took', [String(Math.round(ms))]) : tookText(ms)
}

/** The path of a URL, or the whole text if it is not a URL. */
function pathOf(url: string): string {
  return parseUrl(url)?.pathname ?? url
}

/** The method and path of a request. */
function target({ method, url }: { readonly method: string; readonly url: string }): string {
  return `${method} ${pathOf(url)}`
}

/** Method and path of a message to a page; empty for any other message. */
export function targetOf(message: OAuthMessage): string {
  return 'method' in message ? target(message) : ''
}

/** The status of a response. Without a status no response was received, unless it was pasted. */
function statusDetail({ status, source }: Pick<EndpointResponse, 'status' | 'source'>): string {
  if (status !== null) return String(status)
  return source === 'pasted' ? '' : t('panel.sequence.no_response')
}

/** A response to a poll says whether the client polls again. */
function pollDetail(message: MessageOf<'token-response'>): string {
  const { status, body } = message
  const error =
    status !== null && isWaiting({ status, body }) ? textIn(jsonObjectOf(body), 'error') : null
  return error === null ? statusDetail(message) : `${status} ${error}`
}

const details: { readonly [K in MessageKind]: (message: MessageOf<K>) => string } = {
  'par-request': target,
  'par-response': (message) =>
    [statusDetail(message), message.expiresIn === null ? '' : `${message.expiresIn} s`]
      .filter((part) => part !== '')
      .join(', '),
  'token-request': target,
  'token-response': pollDetail,
  'userinfo-request': target,
  'userinfo-response': statusDetail,
  'introspection-request': target,
  'introspection-response': statusDetail,
  'backchannel-request': target,
  'backchannel-response': statusDetail,
  'device-request': target,
  'device-response': statusDetail,
  'registration-request': target,
  'registration-response': statusDetail,
  'revocation-request': target,
  'revocation-response': statusDetail,
  'resource-request': target,
  'resource-response': statusDetail,
  'authorization-request': withResult,
  hop: withResult,
  'authorization-response': ({ status }) => (status === null ? '' : String(status)),
}

/** Method and path, or status, to the right of an arrow. */
export function messageDetail<K extends MessageKind>(message: MessageOf<K>): string {
  const detail = details[message.kind]
  return [...testedDefences([message]).map(defenceLine), detail(message)].filter(Boolean).join(', ')
}

/** The result of the callback in words; null while it is unknown. */
export function callbackText({ callback }: AuthorizationResponse): string | null {
  const { status, error } = callback
  if (error !== undefined) return browserErrorText(error)
  return status === undefined ? null : t('panel.callback.responded', [String(status)])
}

/** The text on the arrow from the browser to the client: the path and the result. */
export function callbackLabel(response: AuthorizationResponse): string {
  const path = pathOf(response.target)
  const { status, error } = response.callback
  if (error !== undefined) return `${path}, ${callbackText(response)}`
  return status === undefined ? path : `${path} ${status}`
}

export function durationOf(messages: readonly OAuthMessage[]): number {
  const times = messages.map(({ at }) => at)
  return times.length === 0 ? 0 : Math.max(...times) - Math.min(...times)
}
