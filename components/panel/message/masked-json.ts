import { isSecret } from './params'
import { bullets } from './raw-text'

/** Deeper parts of a JSON value are not shown. */
const maxDepth = 64

/** A JSON value for display: credentials at any depth are bullets. */
export function maskedJson(value: object): object {
  return masked(value, 0) as object
}

function masked(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (depth === maxDepth) return '…'
  if (Array.isArray(value)) return value.map((item: unknown) => masked(item, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, item]: [string, unknown]) => [
      name,
      typeof item === 'string' && isSecret(name) ? bullets : masked(item, depth + 1),
    ]),
  )
}
