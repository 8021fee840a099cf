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

/** The body of a message, parsed once for all who read it. */
export const readJson = memoByText(parseJson)

/** The text as a JSON object or array; null if it is neither. */
export const jsonTreeOf = memoByText((text: string): JsonObject | readonly unknown[] | null => {
  if (!/^\s*[[{]/.test(text)) return null
  const { value, depth } = readJson(text)
  const tree = depth > depthLimit ? deepValue(text) : value
  return (tree as JsonObject | readonly unknown[] | undefined) ?? null
})

/** Parses JSON that is nested too deeply for the strict parser; undefined if it is not JSON. */
function deepValue(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

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
