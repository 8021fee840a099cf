import { isObject, type JsonObject } from '@/lib/model/json'
import { createCompare, type Compare, type Difference } from './grant-differences'
import { createIdentity, isComparable, type Identity } from './grant-identity'
import { pairElements } from './pair-elements'

type Details = readonly JsonObject[]
type Differences = readonly Difference[]

/**
 * Whether a value is an element of authorization_details.
 *
 * @see [RFC 9396](https://www.rfc-editor.org/rfc/rfc9396.html#section-2)
 */
export function isDetail(value: unknown): value is JsonObject {
  return isObject(value) && typeof value['type'] === 'string'
}

/** Maximum comparisons in the search for split or merged elements. */
const maxTries = 64

/** A requested element and the granted one that corresponds to it. */
interface Match {
  readonly requested: JsonObject
  readonly granted: JsonObject
  /** The position of the granted element. */
  readonly position: number
  differences: Differences
}

/**
 * Compares granted and requested authorization_details. Each granted element is compared with the most
 * similar requested one of its type. Null if they are too large or too deep.
 *
 * @see [RFC 9396](https://www.rfc-editor.org/rfc/rfc9396.html#section-7)
 */
export function detailDifferences(requested: Details, granted: Details): Differences | null {
  if (!isComparable([requested, granted])) return null
  const identity = createIdentity()
  const compare = createCompare(identity)
  const isOne = requested.length <= 1 && granted.length <= 1
  const at = (position: number) => (isOne ? '' : `[${position}]`)
  const before = byType(requested)
  const after = byType(granted)
  return [...new Set([...after.keys(), ...before.keys()])].flatMap((type) => {
    const [wanted, got] = [before.get(type) ?? [], after.get(type) ?? []]
    const { pairs, missing, extra } = pairElements(
      wanted.map(({ detail }) => detail),
      got.map(({ detail }) => detail),
      identity,
    )
    const matches = pairs.flatMap(([one, other]): Match[] => {
      const [from, to] = [wanted[one], got[other]]
      if (!from || !to) return []
      const differences = compare(from.detail, to.detail)
      return [{ requested: from.detail, granted: to.detail, position: to.position, differences }]
    })
    const joining = createJoining(matches, compare, identity)
    const added = extra
      .flatMap((index) => got[index] ?? [])
      .filter(({ detail }) => !joining.isPart(detail))
    const gone = missing
      .flatMap((index) => wanted[index] ?? [])
      .filter(({ detail }) => !joining.isMerged(detail))
    return [
      ...added.map(({ detail, position }): Difference => ({
        kind: 'extra',
        path: at(position),
        granted: detail,
      })),
      ...gone.map(({ detail, position }): Difference => ({
        kind: 'missing',
        path: at(position),
        requested: detail,
      })),
      ...matches.flatMap(({ differences, position }) =>
        differences.map((each) => ({
          ...each,
          path: [at(position), each.path].filter(Boolean).join('.'),
        })),
      ),
    ]
  })
}

interface Positioned {
  readonly detail: JsonObject
  readonly position: number
}

function byType(details: Details): ReadonlyMap<unknown, readonly Positioned[]> {
  const found = new Map<unknown, Positioned[]>()
  for (const [position, detail] of details.entries()) {
    const same = found.get(detail['type'])
    if (same) same.push({ detail, position })
    else found.set(detail['type'], [{ detail, position }])
  }
  return found
}

/** Finds elements that were split or merged, such as `read` and `write` in two elements instead of one. */
function createJoining(matches: readonly Match[], compare: Compare, identity: Identity) {
  let tries = maxTries

  function join(kind: 'missing' | 'extra', differencesOf: (match: Match) => Differences): boolean {
    for (const match of matches) {
      if (match.differences.length === 0 || tries === 0) continue
      tries -= 1
      const left = joined(match.differences, differencesOf(match), kind, identity)
      if (!left) continue
      match.differences = left
      return true
    }
    return false
  }

  return {
    /** Whether a granted element contains a further part of a requested one. */
    isPart: (granted: JsonObject) =>
      join('missing', ({ requested }) => compare(requested, granted)),
    /** Whether a requested element was merged with another into one granted element. */
    isMerged: (requested: JsonObject) =>
      join('extra', ({ granted }) => compare(requested, granted)),
  }
}

/**
 * The remaining differences of one element after its part in another one is subtracted; null if the other one
 * has no part of it. Both may differ in only one list: `read` in one and `write` in the other is not the same
 * as both in both.
 */
function joined(
  own: Differences,
  otherDifferences: Differences,
  kind: 'missing' | 'extra',
  identity: Identity,
): Differences | null {
  if (otherDifferences.some((each) => each.kind !== kind && each.kind !== 'added')) return null
  const mine = own.filter((each) => each.kind === kind)
  const theirs = otherDifferences.filter((each) => each.kind === kind)
  const lists = new Set([...mine, ...theirs].map(({ path }) => path))
  if (lists.size !== 1 || [...mine, ...theirs].some(({ entry }) => entry === undefined)) return null
  const name = ''
  const open = new Set(theirs.map(({ entry }) => identity(entry, name)))
  const isOpen = (each: Difference) => each.kind !== kind || open.has(identity(each.entry, name))
  return mine.every(isOpen) ? null : own.filter(isOpen)
}
