import { cutText } from '@/lib/model/text-bound'
import type { SearchValue } from './search-values'

/** A value that matches, cut to the surroundings of the match. */
export interface SearchHit {
  readonly kind: SearchValue['kind']
  readonly path: readonly string[]
  readonly before: string
  readonly match: string
  readonly after: string
}

/** Fewer characters of a secret are not searched: they would match almost any. */
const minSecret = 3
/** Characters that are shown before and after a match. */
const maxBefore = 12
const maxAfter = 80
const mask = '•••'

/** The text as it is compared: without spaces around it, in lower case. */
export const searchText = (text: string): string => text.trim().toLowerCase()

/** The values that contain the wanted text, given by `searchText`. */
export function searchHits(values: readonly SearchValue[], wanted: string): readonly SearchHit[] {
  if (wanted === '') return []
  return values.flatMap((value) => hitIn(value, wanted) ?? [])
}

function hitIn({ kind, path, text, isSecret }: SearchValue, wanted: string): SearchHit | null {
  if (isSecret && wanted.length < minSecret) return null
  const at = text.toLowerCase().indexOf(wanted)
  if (at < 0) return null
  const end = at + wanted.length
  const match = text.slice(at, end)
  const [before, after] = [text.slice(0, at), text.slice(end)]
  if (isSecret) return { kind, path, match, before: before && mask, after: after && mask }
  const isFar = at > maxBefore + 4
  return {
    kind,
    path,
    match,
    before: isFar ? `…${before.slice(-maxBefore)}` : before,
    after: cutText(after, maxAfter),
  }
}
