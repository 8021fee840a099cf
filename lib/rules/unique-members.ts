import { readJson, isObject } from '@/lib/model/json'
import type { EndpointResponse } from '@/lib/flow/model/message'
import type { Finding } from '@/lib/model/rule-result'
import { finding } from './builders'
import type { CheckResult } from './rule'

type Response = Pick<EndpointResponse, 'status' | 'body' | 'truncated'>

/**
 * Adds a finding to a result if a JSON response, which may be an error response, repeats members at any depth.
 * Parsers differ in the value that they use. The page of an internal server error is not judged.
 *
 * @see [RFC 8259](https://www.rfc-editor.org/rfc/rfc8259.html#section-4)
 */
export function alsoUnique(message: Response, result: CheckResult): CheckResult {
  const repeated = repeatedIn(message)
  if (repeated.length === 0) return result
  return typeof result === 'object' ? [...repeated, ...result] : repeated
}

function repeatedIn({ status, body, truncated }: Response): readonly Finding[] {
  if (truncated || (status !== null && status >= 500)) return []
  const { value, duplicates } = readJson(body)
  return isObject(value) ? repeatedMembers(duplicates) : []
}

/** One finding for all duplicate members. */
export function repeatedMembers(duplicates: readonly string[]): readonly Finding[] {
  return duplicates.length === 0 ? [] : [finding('repeated', duplicates.join(', '))]
}
