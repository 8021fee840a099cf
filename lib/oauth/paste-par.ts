import type { Params } from '@/lib/model/params'
import { dateIn } from '@/lib/model/http-text'
import type { Issue } from '@/lib/model/issue'
import { isObject, textIn, type JsonObject } from '@/lib/model/json'
import { secondsOf } from '@/lib/model/lifetime'
import { parseJson } from '@/lib/model/strict-json'
import { excerpt } from '@/lib/model/text-bound'
import type { Recognition } from './recognition'

/** Characters of a text that are quoted in an issue. */
const maxSeen = 60

const unknown = (issue: Issue): Recognition => ({ kind: 'unknown', issues: [issue] })

/**
 * The response to a pushed authorization request, or what a text lacks to be one.
 *
 * @see [RFC 9126](https://www.rfc-editor.org/rfc/rfc9126.html#section-2.2)
 */
export function readParBody(body: string, status: number | null, headers: Params): Recognition {
  const json = parseObject(body)
  if (typeof json === 'string')
    return unknown({ code: 'par_not_json', seen: json || excerpt(body, maxSeen) })
  const requestUri = json['request_uri']
  if (typeof requestUri === 'string' && requestUri !== '') {
    const lifetime = readLifetime(json['expires_in'])
    return {
      kind: 'par-response',
      requestUri,
      expiresIn: lifetime.expiresIn,
      status,
      headers,
      body,
      date: dateIn(headers),
      issues: [...lifetime.issues, ...statusIssues(status)],
    }
  }
  if (typeof json['error'] === 'string')
    return {
      kind: 'par-error',
      status,
      error: json['error'],
      description: textIn(json, 'error_description'),
      issues: [],
    }
  return unknown({
    code: 'par_without_request_uri',
    seen: excerpt(Object.keys(json).join(', '), maxSeen),
  })
}

/** The parsed object; otherwise a text that shows the value or the syntax error. */
function parseObject(text: string): JsonObject | string {
  const { value, error } = parseJson(text)
  if (isObject(value)) return value
  if (error !== null) return text.trim() === '' ? '–' : error
  return Array.isArray(value) ? '[…]' : excerpt(String(value), maxSeen)
}

function readLifetime(value: unknown): { expiresIn: number | null; issues: readonly Issue[] } {
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0)
    return { expiresIn: value, issues: [] }
  if (value === undefined) return { expiresIn: null, issues: [{ code: 'expires_in_missing' }] }
  const seen = excerpt(JSON.stringify(value), maxSeen)
  const digits = typeof value === 'string' ? value : null
  return { expiresIn: secondsOf(digits), issues: [{ code: 'expires_in_type', seen }] }
}

function statusIssues(status: number | null): readonly Issue[] {
  return status === null || status === 201
    ? []
    : [{ code: 'par_status', seen: String(status), expected: '201' }]
}
