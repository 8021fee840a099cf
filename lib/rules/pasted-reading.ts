import type { PastedMessage } from '@/lib/oauth/pasted-document'
import { header } from '@/lib/model/http-text'
import type { JsonObject } from '@/lib/model/json'
import { jsonTypeOf } from '@/lib/model/json'
import type { Finding } from '@/lib/model/rule-result'
import { finding } from './builders'
import { mediaType } from './reading'

/** Whether a pasted response reports an error, by its status or by its body. */
export function isError({ status, json }: PastedMessage): boolean {
  return (status !== null && status >= 400) || json?.['error'] !== undefined
}

/** The members of a response that reports no error: none if its body is not a JSON object. */
export function membersOfSuccess(message: PastedMessage): JsonObject | null {
  const { status, json } = message
  return isError(message) ? null : (json ?? (status === null ? null : {}))
}

/** The status of a response that reports no error; nothing if it was not pasted. */
export function wrongStatus({ status }: PastedMessage, expected: number): readonly Finding[] {
  return status === null || status === expected
    ? []
    : [finding('status', String(status), String(expected))]
}

/** A media type that differs from the expected ones; nothing if the headers were not pasted. */
export function wrongMediaType(
  { headers }: PastedMessage,
  expected: readonly string[],
): readonly Finding[] {
  if (!headers) return []
  const type = header(headers, 'content-type')
  return type !== undefined && expected.includes(mediaType(type))
    ? []
    : [finding('content_type', type ?? null, expected.join(', '))]
}

/** A response with secrets that may be stored; nothing if the headers were not pasted. */
export function storable({ headers }: PastedMessage): readonly Finding[] {
  if (!headers) return []
  const control = header(headers, 'cache-control')
  return /\bno-store\b/i.test(control ?? '') ? [] : [finding('cache', control ?? null, 'no-store')]
}

/** Members with another JSON type. An absent member is left to other rules. */
export function wrongTypes(
  json: JsonObject,
  types: Readonly<Record<string, string>>,
): readonly Finding[] {
  return Object.entries(types).flatMap(([name, type]) => {
    const seen = Object.hasOwn(json, name) ? jsonTypeOf(json[name]) : type
    return seen === type ? [] : [finding('type', `${name}: ${seen}`, type)]
  })
}

export function missingIn(json: JsonObject, names: readonly string[]): readonly Finding[] {
  return names
    .filter((name) => json[name] === undefined || json[name] === '')
    .map((name) => finding('missing', null, name))
}
