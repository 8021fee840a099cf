import { claims } from '@/lib/jose/claims'

/** Fewer characters are too few to tell a slip from another name. */
const shortest = 4

/** A registered claim that is written almost like this one; null where none is. */
export function nearName(name: string): string | null {
  if (name.length < shortest || claims.has(name)) return null
  return [...claims.keys()].find((known) => isSlip(name, known)) ?? null
}

/** Whether two names differ by case and underscores, by one character, or by two that changed places. */
function isSlip(name: string, known: string): boolean {
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
