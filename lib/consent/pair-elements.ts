import { textIn, type JsonObject } from '@/lib/model/json'
import { canonical } from './quantity'
import { valueAt } from './schema'

/** Members that identify one element among others of its type. */
const identities = [['identifier'], ['consent_id'], ['consent', 'consent_id'], ['locations']]

/** The keys of an element, the most specific first: the whole, its identity, its type. */
function keysOf(element: JsonObject): readonly string[] {
  const type = JSON.stringify(textIn(element, 'type') ?? '')
  const identity = identities
    .map((path) => valueAt(element, path))
    .find((value) => value !== undefined)
  return [
    `whole ${canonical(element)}`,
    ...(identity === undefined ? [] : [`identity ${type} ${canonical(identity)}`]),
    `type ${type}`,
  ]
}

type Open = Map<string, number[]>

function indexed(elements: readonly JsonObject[]): Open {
  const open: Open = new Map()
  for (const [index, element] of elements.entries())
    for (const key of keysOf(element)) {
      const same = open.get(key)
      if (same) same.push(index)
      else open.set(key, [index])
    }
  return open
}

/**
 * For each element the index of the one that corresponds to it in another list: the same one, otherwise one
 * with the same identity, otherwise the next of its type. Null without one. Linear in the size of both lists.
 */
export function pairElements(
  elements: readonly JsonObject[],
  others: readonly JsonObject[],
): { readonly pairs: readonly (number | null)[]; readonly rest: readonly number[] } {
  const open = indexed(others)
  for (const queue of open.values()) queue.reverse()
  const taken = new Set<number>()
  const pairs: (number | null)[] = elements.map(() => null)
  const keys = elements.map(keysOf)
  const take = (key: string): number | null => {
    const queue = open.get(key)
    for (let next = queue?.pop(); next !== undefined; next = queue?.pop()) {
      if (taken.has(next)) continue
      taken.add(next)
      return next
    }
    return null
  }
  for (const prefix of ['whole ', 'identity ', 'type '])
    for (const [index, own] of keys.entries()) {
      const key = own.find((each) => each.startsWith(prefix))
      if (pairs[index] === null && key !== undefined) pairs[index] = take(key)
    }
  return { pairs, rest: others.flatMap((_, index) => (taken.has(index) ? [] : [index])) }
}
