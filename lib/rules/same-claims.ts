import type { JsonObject } from '@/lib/model/json'
import { finding } from './builders'
import type { Finding } from '@/lib/model/rule-result'
import { show } from './token-reading'

/** Claims that must be equal in a later ID token. Claims that are missing in the earlier one are not compared. */
export function changedClaims(
  earlier: JsonObject,
  later: JsonObject,
  names: readonly string[],
): readonly Finding[] {
  return names
    .filter((name) => Object.hasOwn(earlier, name) && !isSame(earlier[name], later[name]))
    .map((name) =>
      finding('differs', `${name}: ${show(later[name])}`, `${name}: ${show(earlier[name])}`),
    )
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(single(a)) === JSON.stringify(single(b))
}

/** An audience may be an array with one entry. */
function single(value: unknown): unknown {
  return Array.isArray(value) && value.length === 1 ? value[0] : value
}
