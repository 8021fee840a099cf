import { claims } from '@/lib/jose/claims'
import { isKnownClaim } from '@/lib/jose/iana-claims'

/** Names with fewer characters are not compared, because a typo cannot be told from a different name. */
const shortest = 4
/** No claim is longer, even with an underscore between any two letters. */
const longest = 64

/** A registered claim whose name is almost equal; null if there is none. */
export function nearName(name: string): string | null {
  if (name.length < shortest || name.length > longest || isKnownClaim(name)) return null
  return [...claims.keys()].find((known) => isSlip(name, known)) ?? null
}

/** Whether two names differ only in case and underscores, in one character, or in two swapped characters. */
export function isSlip(name: string, known: string): boolean {
  if (plain(name) === plain(known)) return true
  if (known.length < shortest || Math.abs(name.length - known.length) > 1) return false
  let from = 0
  while (name[from] === known[from]) from += 1
  const [rest, knownRest] = [name.slice(from), known.slice(from)]
  if (rest.length !== knownRest.length)
    return rest.length > knownRest.length
      ? rest.slice(1) === knownRest
      : rest === knownRest.slice(1)
  const swapped = `${rest.charAt(1)}${rest.charAt(0)}${rest.slice(2)}`
  return rest.slice(1) === knownRest.slice(1) || swapped === knownRest
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[_-]/g, '')
}
