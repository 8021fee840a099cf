import type { JsonObject } from '@/lib/model/json'

/** How servers name an error in JSON, and where they explain it; that of OAuth comes first. */
const errorMembers = [
  ['error', 'error_description'],
  ['error_class', 'error_message'],
  ['title', 'detail'],
  ['message', ''],
] as const

/** What an error answer says of itself, as it was sent; null where it names no error. */
export function namedError(json: JsonObject | null): string | null {
  const [name, text] = errorMembers.find(([member]) => isText(json?.[member])) ?? []
  if (!json || name === undefined || text === undefined) return null
  return [json[name], json[text]].filter(isText).join(': ')
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}
