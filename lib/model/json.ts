import { memoByText } from './memo'
import { depthLimit, parseJson } from './strict-json'

export type JsonObject = Readonly<Record<string, unknown>>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A string member; null if it is absent or not a string. */
export function textIn(object: JsonObject | null, name: string): string | null {
  const value = object?.[name]
  return typeof value === 'string' ? value : null
}

/** A member that is a list of strings; null otherwise. */
export function textsIn(object: JsonObject | null, name: string): readonly string[] | null {
  const value = object?.[name]
  return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : null
}

/** A value as a list. `aud` and `resource`, for example, may be one string or an array. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value]
}

/**
 * Levels of objects and arrays in a body. `JSON.stringify` and the trees on screens are recursive, and
 * overflow the stack at a few thousand.
 */
const maxLevels = 1000

/** The body of a message, parsed once for all who read it. */
export const readJson = memoByText(parseJson)

/** The text as a JSON object or array; null if it is neither, or has more than 1000 levels. */
export const jsonTreeOf = memoByText((text: string): JsonObject | readonly unknown[] | null => {
  if (!/^\s*[[{]/.test(text)) return null
  const { value, depth } = readJson(text)
  const tree = depth > depthLimit ? parseJson(text, maxLevels).value : value
  return (tree as JsonObject | readonly unknown[] | undefined) ?? null
})

/** The text as a JSON object; null if it is not one. */
export function jsonObjectOf(text: string): JsonObject | null {
  const tree = jsonTreeOf(text)
  return isObject(tree) ? tree : null
}

/** The text as a JSON array; null if it is not one. */
export function jsonArrayOf(text: string): readonly unknown[] | null {
  const tree = jsonTreeOf(text)
  return Array.isArray(tree) ? tree : null
}

/** A value as text: a string unchanged, anything else as JSON. */
export function jsonText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
}

/** The JSON type of a value. */
export function jsonTypeOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}
