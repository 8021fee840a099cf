import { header } from '@/lib/model/http-text'
import type { Issue } from '@/lib/model/issue'
import type { Params } from '@/lib/model/params'
import { parseJson } from '@/lib/model/strict-json'

/** What the tester expects of a response. */
export interface CallExpectation {
  /** A status such as `201`, or a class such as `2xx`; empty expects none. */
  readonly status: string
  /** The body is JSON. */
  readonly json: boolean
}

/** Whether a text names a status or a class of them. */
export const isStatusPattern = (text: string): boolean =>
  /^(?:|[1-5](?:\d\d|xx))$/i.test(text.trim())

interface Received {
  readonly status: number | null
  readonly headers: Params
  readonly body: string
  readonly truncated: boolean
}

/** What differs from the expectation, and whether everything could be compared. */
export interface ExpectationResult {
  readonly issues: readonly Issue[]
  /** A part of the body is missing, so it cannot be said whether it is JSON. */
  readonly isPartial: boolean
}

/** Compares a response with what the tester expects. */
export function judgeExpectation(
  { status: wanted, json }: CallExpectation,
  { status, headers, body, truncated }: Received,
): ExpectationResult {
  if (status === null) return { issues: [{ code: 'call_no_response' }], isPartial: false }
  const differs = !fits(wanted.trim().toLowerCase(), status)
  const expected = wanted.trim()
  const issues: Issue[] = differs ? [{ code: 'call_status', seen: String(status), expected }] : []
  if (!json || status === 204) return { issues, isPartial: false }
  if (truncated) return { issues, isPartial: true }
  if (parseJson(body).error === null) return { issues, isPartial: false }
  const type = header(headers, 'content-type') ?? ''
  return { issues: [...issues, { code: 'call_not_json', seen: type }], isPartial: false }
}

function fits(wanted: string, status: number): boolean {
  if (wanted === '') return true
  return wanted.endsWith('xx') ? wanted[0] === String(status)[0] : wanted === String(status)
}
