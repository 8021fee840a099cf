import { isObject } from '@/lib/model/json'
import { meaningOf, scalarKey } from './grant-values'

/** Returns the same number for all values with the same meaning. */
export type Identity = (value: unknown, name: string) => number

/**
 * Creates an identity by structure: objects regardless of member order, arrays as sets. Each value is visited
 * once, so the effort is proportional to the number of members at any depth.
 */
export function createIdentity(): Identity {
  const numbers = new Map<string, number>()
  const known = new WeakMap<object, number>()
  const numberOf = (text: string) => {
    const number = numbers.get(text) ?? numbers.size
    numbers.set(text, number)
    return number
  }
  const identity: Identity = (value, name) => {
    if (typeof value !== 'object' || value === null) return numberOf(scalarKey(name, value))
    const seen = known.get(value)
    if (seen !== undefined) return seen
    const number = numberOf(
      isObject(value) ? ofMembers(value, name) : ofItems(value as unknown[], name),
    )
    known.set(value, number)
    return number
  }
  const ofMembers = (value: object, name: string) => {
    const members = Object.entries(value).map(
      ([key, member]) => `${JSON.stringify(key)}:${identity(member, meaningOf(key, name))}`,
    )
    return `{${members.toSorted().join()}}`
  }
  const ofItems = (value: readonly unknown[], name: string) => {
    const items = new Set(value.map((item) => identity(item, name)))
    return `[${[...items].toSorted((a, b) => a - b).join()}]`
  }
  return identity
}

const maxNodes = 20_000
const deepest = 64

/** Whether a value is small enough to be compared. Protects against hostile depth or size. */
export function isComparable(value: unknown): boolean {
  const open: (readonly [value: unknown, depth: number])[] = [[value, 0]]
  let count = 0
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, depth] = next
    count += 1
    if (typeof node !== 'object' || node === null) continue
    const members = Object.values(node)
    if (depth === deepest || count + open.length + members.length > maxNodes) return false
    for (const member of members) open.push([member, depth + 1])
  }
  return true
}
