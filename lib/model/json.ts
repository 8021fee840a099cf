import type { Params } from './params'
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

/** The text as a JSON object or array; null if it is neither. */
export function jsonTreeOf(text: string): JsonObject | readonly unknown[] | null {
  if (!/^\s*[[{]/.test(text)) return null
  const { value, depth } = parseJson(text)
  const tree = depth > depthLimit ? deepValue(text) : value
  return (tree as JsonObject | readonly unknown[] | undefined) ?? null
}

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

/** A value as text: a string unchanged, anything else as JSON. */
export function jsonText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
}

/** The members of a JSON object as parameters. */
export function membersAsParams(object: JsonObject): Params {
  return Object.entries(object).map(([name, value]) => [name, jsonText(value)])
}

/** The JSON type of a value. */
export function jsonTypeOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}
