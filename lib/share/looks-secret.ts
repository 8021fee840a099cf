import { looksLikeJwt } from '@/lib/oauth/jwt-text'

/** Why a value without a known name may be a secret. */
export type Suspicion = 'entropy' | 'jwt'

/** Characters, and bits of entropy a character, from which a text looks random. */
const minLength = 20
const minBits = 3.5

const runs = /[\w+/=~-]+/g

/** Why a text may be a secret; null if it does not look like one. */
export function suspicionOf(text: string): Suspicion | null {
  if (looksLikeJwt(text)) return 'jwt'
  return [...text.matchAll(runs)].some(([run]) => looksRandom(run)) ? 'entropy' : null
}

/** Whether a word is long, mixes letters and digits, and has the entropy of a random one. */
function looksRandom(word: string): boolean {
  if (word.length < minLength || !/\d/.test(word) || !/[a-z]/i.test(word)) return false
  return word.split(/[-_/]/).some(isNoWord) && bitsOf(word) >= minBits
}

/** Names of several words have a number at their end at most. */
function isNoWord(part: string): boolean {
  return /\d[a-z]|[a-z]\d+[a-z]|[a-z][A-Z].*\d/.test(part) || /^\d{10,}$/.test(part)
}

function bitsOf(text: string): number {
  const counts = new Map<string, number>()
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1)
  return [...counts.values()].reduce((bits, count) => {
    const share = count / text.length
    return bits - share * Math.log2(share)
  }, 0)
}
