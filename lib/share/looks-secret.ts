import { looksLikeJwt } from '@/lib/oauth/jwt-text'

/** Why a value may be a secret, although its name does not say so. */
export type Suspicion = 'entropy' | 'jwt' | 'name' | 'path'

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
  if (word.length < minLength || !/[a-z]/i.test(word)) return false
  if (!/\d/.test(word)) return word.split(/[-_/+=~]/).some(hasNoSyllables)
  return word.split(/[-_/]/).some(isNoWord) && bitsOf(word) >= minBits
}

/** Letters in no order of words: capitals everywhere, or hardly any vowels. */
function hasNoSyllables(letters: string): boolean {
  if (letters.length < minLength) return false
  const parts = letters.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g) ?? []
  const vowels = letters.match(/[aeiouy]/gi)?.length ?? 0
  return letters.length / parts.length < 3 || vowels / letters.length < 0.22
}

const uuid = /^\p{AHex}{8}(?:-\p{AHex}{4}){3}-\p{AHex}{12}$/u

/** Whether a segment of a path looks like an id or a token: shorter ones than elsewhere, because they have no name. */
export function isRandomSegment(segment: string): boolean {
  if (uuid.test(segment) || /^\d{9,}$/.test(segment)) return true
  if (suspicionOf(segment) !== null) return true
  return segment
    .split(/[-_.~:]/)
    .some((part) => part.length >= 8 && /\d/.test(part) && isNoWord(part))
}

/** The code of an error or a status, and not of an authorization: a short word, words or a number. */
export function isErrorCode(text: string): boolean {
  return (
    text.length < 6 ||
    /^(?:\d{1,5}|[A-Z][A-Z_]*|[A-Za-z]+(?:[_. -][A-Za-z0-9]+)+)$/.test(text) ||
    isCommonWord(text)
  )
}

const common: ReadonlySet<string> = new Set(
  (
    'accepted active allowed bearer basic dpop blocked consumed deleted denied disabled duplicate empty enabled error ' +
    'expected expired failed failure forbidden found granted ignored incorrect inactive insufficient introspection ' +
    'invalid issued malformed mismatch missing none null omitted optional parameter pending present processed ' +
    'redacted refused rejected removed replaced required response revoked string success successful token true false ' +
    'unauthenticated unauthorised unauthorized undefined unexpected unknown unreadable unrecognised unrecognized ' +
    'unregistered unsupported valid value verified wrong authorization authentication credentials'
  ).split(' '),
)

/** Whether a word says something about a secret, so it is not one. */
export function isCommonWord(word: string): boolean {
  return common.has(word.toLowerCase())
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
