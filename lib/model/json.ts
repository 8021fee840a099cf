import { parseJson } from './strict-json'
export type JsonObject = Readonly<Record<string, unknown>>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A member that is a text; null where it is absent or anything else. */
export function textIn(object: JsonObject | null, name: string): string | null {
  const value = object?.[name]
  return typeof value === 'string' ? value : null
}

/** The JSON object that a body is; null where it is none. */
export function jsonObjectOf(body: string): JsonObject | null {
  const { value } = parseJson(body)
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : null
}
