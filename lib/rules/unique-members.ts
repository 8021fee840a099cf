import { readJson, isObject } from '@/lib/model/json'
import type { EndpointResponse } from '@/lib/flow/model/message'
import type { Finding } from '@/lib/model/rule-result'
import { finding } from './builders'
import type { CheckResult } from './rule'

type Response = Pick<EndpointResponse, 'status' | 'body' | 'truncated'>

/**
 * Judges whether the members of a JSON response, including an error response, are unique at any depth. Parsers
 * differ in the value that they use. Undefined if the body is not a whole JSON object, or if it is the page of an
 * internal server error.
 *
 * @see [RFC 8259](https://www.rfc-editor.org/rfc/rfc8259.html#section-4)
 */
export function uniqueMembers({ status, body, truncated }: Response): CheckResult {
  if (truncated || (status !== null && status >= 500)) return undefined
  const { value, duplicates } = readJson(body)
  return isObject(value) ? repeatedMembers(duplicates) : undefined
}

/** One finding for all duplicate members. */
export function repeatedMembers(duplicates: readonly string[]): readonly Finding[] {
  return duplicates.length === 0 ? [] : [finding('repeated', duplicates.join(', '))]
}
