import { depthLimit, parseJson } from './strict-json'

export type JsonObject = Readonly<Record<string, unknown>>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A member that is a text; null where it is absent or anything else. */
export function textIn(object: JsonObject | null, name: string): string | null {
  const value = object?.[name]
  return typeof value === 'string' ? value : null
}

/** The JSON object or array that a text is; null where it is anything else. */
export function jsonTreeOf(text: string): JsonObject | readonly unknown[] | null {
  if (!/^\s*[[{]/.test(text)) return null
  const { value, depth } = parseJson(text)
  const tree = depth > depthLimit ? deepValue(text) : value
  return (tree as JsonObject | readonly unknown[] | undefined) ?? null
}

/** JSON that is nested deeper than the strict parser reads; undefined for anything else. */
function deepValue(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The JSON object that a text is; null where it is anything else. */
export function jsonObjectOf(text: string): JsonObject | null {
  const tree = jsonTreeOf(text)
  return isObject(tree) ? tree : null
}

/** The JSON array that a text is; null where it is anything else. */
export function jsonArrayOf(text: string): readonly unknown[] | null {
  const tree = jsonTreeOf(text)
  return Array.isArray(tree) ? tree : null
}
