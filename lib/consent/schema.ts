import type { JsonObject } from '@/lib/model/json'
import type { Status } from '@/lib/model/rule-result'
import type { SpecRef } from '@/lib/model/spec-links'
import type { ConsentRow, ConsentTypeName, Group, Life, Sentence, Word } from './model'

/**
 * `flags`: a set with a row for each entry. `set`: a set in one row. `accounts`: a list of accounts in one
 * row. `quantity`: a number that grants more the larger it is.
 */
export type CompareKind =
  'flags' | 'set' | 'accounts' | 'account' | 'instant' | 'amount' | 'quantity' | 'exact' | 'status'

/** A status that a type of consent gives to a word, if it is not the usual one. */
type WordStatus = Readonly<Partial<Record<Word, Status>>>

/** A member of a type of consent. */
export interface Member {
  readonly group: Group
  readonly path: readonly string[]
  readonly compare: CompareKind
  /** A time from which access is granted, so that an earlier one is wider. */
  readonly isStart?: true
  /** The user chooses it if the request leaves it open. */
  readonly isChoice?: true
  /** It gets smaller while time passes. */
  readonly countsDown?: true
  /** The server sets it anew whenever something changes. */
  readonly isServerTime?: true
  readonly words?: WordStatus
}

/** What a sentence is built from. */
export interface SentenceFacts {
  readonly life: Life
  readonly rows: readonly ConsentRow[]
  /** The grant is not known, because the response does not state it or could not be read. */
  readonly isGrantUnknown: boolean
  readonly expiry: number | null
  /** The requested end, for comparison with the granted one. */
  readonly requestedExpiry: number | null
  /** The object in the request; null if it is not known. */
  readonly requested: JsonObject | null
  readonly granted: JsonObject | null
  readonly error: string | null
  readonly sections: number
  readonly grantedSections: number
}

/** A type of consent: one file in `types/`, one row of its table. */
export interface ConsentType {
  readonly name: ConsentTypeName
  /** Recognises an element of authorization_details, or the body of a consent resource. */
  readonly fits: (document: JsonObject) => boolean
  /** The object with the members, in an element or a body. */
  readonly read: (document: JsonObject) => JsonObject
  readonly members: readonly Member[]
  /** Paths of the id, the status and the end of the consent; null if the type has none. */
  readonly id: readonly string[] | null
  readonly status: readonly string[] | null
  readonly expiry: readonly string[] | null
  /** The end of the consent counts in seconds from the grant. */
  readonly isExpiryRelative?: true
  readonly lives: Readonly<Record<string, Life>>
  /** Days until the user must authenticate again, or confirm; null if the ecosystem has no such date. */
  readonly reauthenticationDays: number | null
  readonly words?: WordStatus
  readonly refs: readonly SpecRef[]
  /** Members that the schema does not name are compared as well, unless they are only protocol. */
  readonly ignored: readonly string[]
  readonly sentence: (facts: SentenceFacts) => Sentence
}

/** The value at a path, or undefined. */
export function valueAt(value: unknown, path: readonly string[]): unknown {
  let at: unknown = value
  for (const name of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return undefined
    at = (at as JsonObject)[name]
  }
  return at
}
