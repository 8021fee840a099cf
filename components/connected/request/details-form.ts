import { isObject, jsonArrayOf, jsonText } from '@/lib/model/json'

type Path = readonly (string | number)[]

/** A value in `authorization_details` that has a field of its own. */
export interface DetailLeaf {
  readonly path: Path
  /** The members that lead to it, without those that all fields share. */
  readonly label: string
  /** A list of texts is ticked; anything else is typed. */
  readonly value: string | readonly string[]
  /** What can be ticked. */
  readonly options: readonly string[]
  readonly isChanged: boolean
}

/** More fields than this are edited as JSON. */
const maxLeaves = 60

/** The fields of `authorization_details` as typed; null if it is not an array of objects, or too large. */
export function detailLeaves(text: string, profileText: string): readonly DetailLeaf[] | null {
  const details = jsonArrayOf(text)
  if (!details?.every(isObject)) return null
  const own = jsonArrayOf(profileText)
  const leaves = leavesIn(details, [])
  if (leaves.length > maxLeaves) return null
  return leaves.map(({ path, value }) => {
    const before = valueAt(own, path)
    const isEmpty = Array.isArray(value) && value.length === 0 && isTexts(before)
    const ticked: readonly string[] | null = isTexts(value) ? value : isEmpty ? [] : null
    return {
      path,
      label: labelOf(path, details.length),
      value: ticked ?? jsonText(value),
      options: ticked ? [...new Set([...(isTexts(before) ? before : []), ...ticked])] : [],
      isChanged: JSON.stringify(before) !== JSON.stringify(value),
    }
  })
}

/** The text after a field was changed. Numbers, `true`, `false` and `null` keep their type. */
export function withLeaf(text: string, path: Path, value: string | readonly string[]): string {
  const details = jsonArrayOf(text)
  const before = valueAt(details, path)
  const typed = typeof value === 'string' && typeof before !== 'string' ? asJson(value) : value
  return JSON.stringify(replaced(details, path, typed))
}

/** The text with one field as in the profile. */
export function withProfileLeaf(text: string, path: Path, profileText: string): string {
  const before = valueAt(jsonArrayOf(profileText), path)
  return JSON.stringify(replaced(jsonArrayOf(text), path, before))
}

interface Found {
  readonly path: Path
  readonly value: unknown
}

function leavesIn(value: unknown, path: Path): readonly Found[] {
  const isList = Array.isArray(value) && value.length > 0
  if (isList && !isTexts(value))
    return (value as readonly unknown[]).flatMap((each, at) => leavesIn(each, [...path, at]))
  if (isObject(value))
    return Object.entries(value).flatMap(([name, each]) => leavesIn(each, [...path, name]))
  return [{ path, value }]
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'string')

function labelOf(path: Path, elements: number): string {
  const shown = elements > 1 ? path : path.slice(1)
  const [last] = shown.slice(-1)
  const isUnder = typeof last === 'number' || elements > 1
  return isUnder ? shown.join('.') : (last ?? '')
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inside, key) => {
    if (Array.isArray(inside) && typeof key === 'number') return inside[key]
    return isObject(inside) && Object.hasOwn(inside, key) ? inside[key] : undefined
  }, value)
}

function replaced(value: unknown, [key, ...rest]: Path, next: unknown): unknown {
  if (key === undefined) return next
  if (Array.isArray(value))
    return value.map((each: unknown, at) => (at === key ? replaced(each, rest, next) : each))
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      name === key ? replaced(each, rest, next) : each,
    ]),
  )
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
