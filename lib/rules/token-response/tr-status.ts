import { jsonObjectOf, textIn } from '@/lib/model/json'
import { header } from '@/lib/model/http-text'
import { isBareRefusal, isBusy, isReceived } from '../response-reading'
import type { Artefacts } from '../artefacts'
import { finding } from '../builders'
import { defineRule, notObserved } from '../rule'
import type { Finding } from '@/lib/model/rule-result'

/** Statuses of an error response. */
const refusals: ReadonlySet<number> = new Set([400, 401])

/** @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-5.2) */
export default defineRule({
  id: 'tr-status',
  on: 'token-response',
  about: 'status',
  refs: ['RFC6749-5.1', 'RFC6749-5.2'],
  check(artefact) {
    const { message } = artefact
    const { status, headers, body } = message
    if (!isReceived(message)) return undefined
    if (status === null) return notObserved
    if (isBusy(message)) {
      const retryAfter = header(headers, 'retry-after') ?? ''
      return [finding('busy', `${status} ${retryAfter}`.trim())]
    }
    const members = jsonObjectOf(body)
    const isError = members?.['error'] !== undefined
    if (isError) return ofError(artefact, status, textIn(members, 'error'))
    // The status fits an error. What is wrong with a body is reported by other rules.
    if (isBareRefusal(message)) return [finding('empty', String(status), 'error')]
    if (refusals.has(status)) return []
    const expected = status >= 400 ? '200, 400, 401' : '200'
    return status === 200 ? [] : [finding('differs', String(status), expected)]
  },
})

function ofError(
  { message: { headers }, request }: Artefacts['token-response'],
  status: number,
  error: string | null,
): readonly Finding[] {
  if (status === 200) return [finding('success', '200', '400')]
  if (error === 'invalid_client') {
    const tried = request && header(request.headers, 'authorization')
    return ofClient(status, tried?.split(' ')[0], header(headers, 'www-authenticate'))
  }
  return status === 400 ? [] : [finding('differs', String(status), '400')]
}

/** A client that used a scheme of the Authorization header receives 401, with a challenge of the same scheme. */
function ofClient(
  status: number,
  tried: string | undefined,
  challenge: string | undefined,
): readonly Finding[] {
  if (status !== 400 && status !== 401) return [finding('differs', String(status), '401')]
  if (tried === undefined) return []
  if (status !== 401) return [finding('not_401', String(status), '401')]
  const isOffered = challenge?.toLowerCase().startsWith(tried.toLowerCase()) === true
  return isOffered ? [] : [finding('challenge', challenge, tried)]
}
