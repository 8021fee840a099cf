import type { ParResponse } from '@/lib/flow/model/message'
import { header } from '@/lib/model/http-text'
import { jsonObjectOf } from '@/lib/model/json'
import type { Finding } from '@/lib/model/rule-result'
import { authorizationErrors } from '@/lib/oauth/errors'
import { tokenErrors } from '@/lib/oauth/token-errors'
import { finding } from '../builders'
import { isRefused, mediaType } from '../reading'
import { isReceived } from '../response-reading'
import { defineRule, notObserved } from '../rule'
import { show } from '../token-reading'

/** Statuses that need no error code: wrong method, too large, too many requests. */
const named: ReadonlySet<number | null> = new Set([405, 413, 429])

/** Errors about the user, who has not been asked yet. */
const ofInteraction: ReadonlySet<string> = new Set([
  'account_selection_required',
  'consent_required',
  'interaction_required',
  'login_required',
])

/** Errors of the server itself, which have no status of their own. */
const ofServer: ReadonlySet<unknown> = new Set(['server_error', 'temporarily_unavailable'])

/** @see [RFC 9126](https://www.rfc-editor.org/rfc/rfc9126.html#section-2.3) */
export default defineRule({
  id: 'par-error-shape',
  on: 'par-response',
  about: 'error',
  refs: ['RFC9126-2.3'],
  check({ message }) {
    if (!isRefused(message) || !isReceived(message)) return undefined
    const { status, body, truncated } = message
    const error = jsonObjectOf(body)?.['error']
    if (error === undefined) return isError(status) && !truncated ? ofNoError(message) : undefined
    const findings = [
      ...ofStatus(status, error),
      ...ofType(message),
      ...(typeof error === 'string' && error !== ''
        ? ofCode(error)
        : [finding('missing', show(error), 'string')]),
    ]
    return findings.length > 0 || status !== null ? findings : notObserved
  },
})

/** Any other status without an error code may be from a proxy. */
function isError(status: number | null): boolean {
  return status === 400 || status === 401
}

/** The page of a login or a proxy has the wrong type, and therefore no error code. */
function ofNoError(message: ParResponse): readonly Finding[] {
  const type = message.body === '' ? [] : ofType(message)
  return type.length > 0 ? type : [finding('missing')]
}

function ofStatus(status: number | null, error: unknown): readonly Finding[] {
  if (status === null || status === 400 || named.has(status)) return []
  if (status === 401 && error === 'invalid_client') return []
  if (status >= 500 && ofServer.has(error)) return []
  return [finding('status', String(status), error === 'invalid_client' ? '401' : '400')]
}

function ofType({ headers }: ParResponse): readonly Finding[] {
  if (headers.length === 0) return []
  const contentType = header(headers, 'content-type')
  const isJson = contentType !== undefined && mediaType(contentType) === 'application/json'
  return isJson ? [] : [finding('content_type', contentType, 'application/json')]
}

function ofCode(error: string): readonly Finding[] {
  if (ofInteraction.has(error)) return [finding('interaction', error)]
  const isKnown = Object.hasOwn(tokenErrors, error) || Object.hasOwn(authorizationErrors, error)
  return isKnown ? [] : [finding('unknown', show(error))]
}
