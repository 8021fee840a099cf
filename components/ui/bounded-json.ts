import { beginningOf } from './long-text'

/** Values that are drawn of one JSON text, and characters of each. */
const maxValues = 2000
const maxCharacters = 2000

/** A JSON value, shortened for display. `…` marks what is omitted. */
export function boundedJson(value: object): object {
  let left = maxValues
  const bounded = (item: unknown): unknown => {
    left -= 1
    if (typeof item === 'string') return beginningOf(item, maxCharacters)
    if (typeof item !== 'object' || item === null) return item
    return Array.isArray(item) ? boundedItems(item) : boundedMembers(item)
  }
  const boundedItems = (items: readonly unknown[]) => {
    const found: unknown[] = []
    for (const item of items) {
      if (left <= 0) return [...found, '…']
      found.push(bounded(item))
    }
    return found
  }
  const boundedMembers = (members: object) => {
    const found: [string, unknown][] = []
    for (const [name, item] of Object.entries(members) as [string, unknown][]) {
      if (left <= 0) return Object.fromEntries([...found, ['…', '…']])
      found.push([beginningOf(name, maxCharacters), bounded(item)])
    }
    return Object.fromEntries(found)
  }
  return bounded(value) as object
}
