import type { Identity } from './grant-identity'
import { meaningOf } from './grant-values'

/** Positions in the two lists. */
type Pair = readonly [requested: number, granted: number]

/** The corresponding entries of two lists, and the entries that only one list has. */
export interface Pairing {
  readonly pairs: readonly Pair[]
  /** Positions in the requested list. */
  readonly missing: readonly number[]
  /** Positions in the granted list. */
  readonly extra: readonly number[]
}

type List = readonly unknown[]

/** Maximum values of one object that are used to find its counterpart. */
const maxFeatures = 64
/** A value that more objects share than this does not identify a counterpart. */
const maxSharing = 32

/**
 * Pairs the entries of two lists, ignoring order and repetition. Scalars are either equal or not; different
 * objects and arrays may still be changed versions of each other.
 */
export function pairSets(
  requested: List,
  granted: List,
  identity: Identity,
  name: string,
): Pairing {
  const before = firstPositions(requested, identity, name)
  const after = firstPositions(granted, identity, name)
  const gone = [...before].flatMap(([id, position]) => (after.has(id) ? [] : [position]))
  const added = [...after].flatMap(([id, position]) => (before.has(id) ? [] : [position]))
  const isScalar = (list: List) => (position: number) => typeof list[position] !== 'object'
  const alike = pairAlike(
    requested,
    granted,
    gone.filter((position) => !isScalar(requested)(position)),
    added.filter((position) => !isScalar(granted)(position)),
    identity,
    name,
  )
  return {
    pairs: alike.pairs,
    missing: [...gone.filter(isScalar(requested)), ...alike.missing],
    extra: [...added.filter(isScalar(granted)), ...alike.extra],
  }
}

function firstPositions(list: List, identity: Identity, name: string): Map<number, number> {
  const found = new Map<number, number>()
  for (const [position, entry] of list.entries()) {
    const id = identity(entry, name)
    if (!found.has(id)) found.set(id, position)
  }
  return found
}

/** Pairs elements one to one: first equal ones, then the most similar ones. */
export function pairElements(requested: List, granted: List, identity: Identity): Pairing {
  const waiting = new Map<number, number[]>()
  for (const [position, entry] of requested.entries()) {
    const positions = waiting.get(identity(entry, ''))
    if (positions) positions.push(position)
    else waiting.set(identity(entry, ''), [position])
  }
  const equal = granted.flatMap((entry, position): Pair[] => {
    const found = waiting.get(identity(entry, ''))?.pop()
    return found === undefined ? [] : [[found, position]]
  })
  const added = without(granted.keys(), new Set(equal.map(([, position]) => position)))
  const gone = [...waiting.values()].flat()
  const { pairs, missing, extra } = pairAlike(requested, granted, gone, added, identity, '')
  return { pairs: [...equal, ...pairs], missing, extra }
}

function without(positions: Iterable<number>, taken: ReadonlySet<number>): readonly number[] {
  return [...positions].filter((position) => !taken.has(position))
}

/** Pairs objects and arrays: first those with the most common values, then the rest in order. */
function pairAlike(
  requested: List,
  granted: List,
  gone: readonly number[],
  added: readonly number[],
  identity: Identity,
  name: string,
): Pairing {
  const sharing = new Map<string, number[]>()
  for (const position of gone)
    for (const feature of featuresOf(requested[position], identity, name)) {
      const positions = sharing.get(feature)
      if (positions) positions.push(position)
      else sharing.set(feature, [position])
    }
  const candidates = added.flatMap((position) => {
    const votes = new Map<number, number>()
    for (const feature of featuresOf(granted[position], identity, name)) {
      const positions = sharing.get(feature) ?? []
      if (positions.length > maxSharing) continue
      for (const other of positions) votes.set(other, (votes.get(other) ?? 0) + 1)
    }
    return [...votes].map(([other, count]) => ({ pair: [other, position] as const, count }))
  })
  const taken = { requested: new Set<number>(), granted: new Set<number>() }
  const pairs = candidates
    .toSorted((a, b) => b.count - a.count)
    .flatMap(({ pair }): Pair[] => {
      const [before, after] = pair
      if (taken.requested.has(before) || taken.granted.has(after)) return []
      taken.requested.add(before)
      taken.granted.add(after)
      return [pair]
    })
  const missing = without(gone, taken.requested)
  const extra = without(added, taken.granted)
  const inOrder = missing
    .slice(0, extra.length)
    .map((before, index): Pair => [before, extra[index] ?? 0])
  return {
    pairs: [...pairs, ...inOrder],
    missing: missing.slice(inOrder.length),
    extra: extra.slice(inOrder.length),
  }
}

/** The scalars of an entry, each with its path. */
function featuresOf(entry: unknown, identity: Identity, name: string): ReadonlySet<string> {
  const features = new Set<string>()
  const collect = (value: unknown, path: string, own: string) => {
    if (features.size >= maxFeatures) return
    if (typeof value !== 'object' || value === null) features.add(`${path}=${identity(value, own)}`)
    else if (Array.isArray(value)) for (const item of value) collect(item, `${path}[]`, own)
    else
      for (const [key, member] of Object.entries(value))
        collect(member, `${path}.${key}`, meaningOf(key, own))
  }
  collect(entry, '', name)
  return features
}
