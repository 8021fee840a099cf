import type { JsonObject } from '@/lib/model/json'

/** Members that contain an error code and its description in JSON. The OAuth members come first. */
const errorMembers = [
  ['error', 'error_description'],
  ['error_class', 'error_message'],
  ['title', 'detail'],
  ['message', ''],
] as const

/** The error in an error response, unchanged; null if the response does not contain one. */
export function namedError(json: JsonObject | null): string | null {
  const [name, text] = errorMembers.find(([member]) => isText(json?.[member])) ?? []
  if (!json || name === undefined || text === undefined) return null
  return [json[name], json[text]].filter(isText).join(': ')
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}
