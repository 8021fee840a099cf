import { textIn, type JsonObject } from '@/lib/model/json'
import { createIdentity, type Identity } from './grant-identity'
import { meaningOf } from './grant-values'
import { valueAt } from './schema'

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

/** Members that identify one element among others of its type. */
const identifying = [['identifier'], ['consent_id'], ['consent', 'consent_id'], ['locations']]

/**
 * Pairs elements of one type one to one: first equal ones, then those with the same identifier, then the most
 * similar ones.
 */
export function pairElements(requested: List, granted: List, identity: Identity): Pairing {
  const all = { missing: [...requested.keys()], extra: [...granted.keys()] }
  const wholeOf = (entry: unknown) => identity(entry, '')
  const equal = pairSame(requested, granted, all, wholeOf)
  const identified = pairSame(requested, granted, equal, (entry) => {
    const path = identifying.find((each) => valueAt(entry, each) !== undefined)
    return path && `${path.join('.')} ${identity(valueAt(entry, path), path.at(-1) ?? '')}`
  })
  const { missing: gone, extra: added } = identified
  const { pairs, missing, extra } = pairAlike(requested, granted, gone, added, identity, '')
  return { pairs: [...equal.pairs, ...identified.pairs, ...pairs], missing, extra }
}

/** Pairs the open entries that have the same key. */
function pairSame(
  requested: List,
  granted: List,
  open: Pick<Pairing, 'missing' | 'extra'>,
  keyOf: (entry: unknown) => string | number | undefined,
): Pairing {
  const waiting = Map.groupBy(open.missing.toReversed(), (position) => keyOf(requested[position]))
  const pairs = open.extra.flatMap((position): Pair[] => {
    const key = keyOf(granted[position])
    const found = key === undefined ? undefined : waiting.get(key)?.pop()
    return found === undefined ? [] : [[found, position]]
  })
  return {
    pairs,
    missing: without(open.missing, new Set(pairs.map(([before]) => before))),
    extra: without(open.extra, new Set(pairs.map(([, after]) => after))),
  }
}

/**
 * For each element of authorization_details the position of the one that corresponds to it in another list,
 * null without one, and the positions of the others.
 */
export function pairDetails(
  elements: readonly JsonObject[],
  others: readonly JsonObject[],
): { readonly pairs: readonly (number | null)[]; readonly rest: readonly number[] } {
  const identity = createIdentity()
  const typeOf = (list: readonly JsonObject[]) => (position: number) =>
    textIn(list[position] ?? {}, 'type')
  const before = Map.groupBy(elements.keys(), typeOf(elements))
  const after = Map.groupBy(others.keys(), typeOf(others))
  const found = new Map<number, number>()
  for (const [type, from] of before) {
    const to = after.get(type) ?? []
    const { pairs } = pairElements(
      from.map((position) => elements[position]),
      to.map((position) => others[position]),
      identity,
    )
    for (const [one, other] of pairs) found.set(from[one] ?? 0, to[other] ?? 0)
  }
  return {
    pairs: elements.map((_, position) => found.get(position) ?? null),
    rest: without(others.keys(), new Set(found.values())),
  }
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
