import type { Finding } from '@/lib/model/rule-result'
import { header } from '@/lib/model/http-text'
import { jsonObjectOf } from '@/lib/model/json'
import { tokenErrors } from '@/lib/oauth/token-errors'
import { finding } from '../builders'
import { isBusy, isReceived } from '../response-reading'
import { defineRule, notObserved } from '../rule'
import { show } from '../token-reading'

/** Statuses of an error response. */
const refusals: ReadonlySet<number> = new Set([400, 401])

/**
 * A token that is already invalid needs no error: the client wanted it to be invalid.
 *
 * @see [RFC 7009](https://www.rfc-editor.org/rfc/rfc7009.html#section-2.2)
 */
export default defineRule({
  id: 'rv-status',
  on: 'revocation-response',
  about: 'status',
  refs: ['RFC7009-2.2', 'RFC7009-2.2.1'],
  check({ message }) {
    const { status, headers, body, truncated } = message
    if (!isReceived(message)) return undefined
    if (status === null) return notObserved
    if (isBusy(message)) {
      const retryAfter = header(headers, 'retry-after') ?? ''
      return [finding('busy', `${status} ${retryAfter}`.trim())]
    }
    if (status === 200) return []
    if (!refusals.has(status)) return [finding('status', String(status), '200, 400, 401')]
    return truncated ? notObserved : ofError(status, jsonObjectOf(body)?.['error'])
  },
})

function ofError(status: number, error: unknown): readonly Finding[] {
  if (error === 'invalid_token') return [finding('status', `${status} ${error}`, '200')]
  const isKnown = typeof error === 'string' && codes.has(error)
  return isKnown ? [] : [finding('error', error === undefined ? null : show(error))]
}

const codes: ReadonlySet<string> = new Set([...Object.keys(tokenErrors), 'unsupported_token_type'])
