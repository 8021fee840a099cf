/** A name in a file that was imported, and the profile field for it. */
export interface Taken {
  readonly name: string
  readonly field: string
}

/** Reasons to add a setting; the sentence is `import.added.<reason>`. */
export const addedReasons = [
  /** The default of the rule profile. */
  'default',
  /** What the requests and names in the file show. */
  'content',
  /** The file names no rule profile and shows none. */
  'no_rules',
  /** The consent template, with the data provider in the file. */
  'provider',
] as const

/** A setting of a new profile that the file does not name. */
export interface Added {
  /** The profile field. */
  readonly field: string
  readonly value: string
  readonly reason: (typeof addedReasons)[number]
}

/** Reasons to skip a name; the sentence is `import.left.<code>`. */
export const leftCodes = [
  'disabled',
  'empty',
  'fresh',
  'in_metadata',
  'key_not_chosen',
  'key_not_held',
  'key_not_read',
  'malformed',
  'missing',
  'not_shelved',
  'several',
  'test_system',
  'token',
  'unknown',
  'unresolved',
] as const

export type LeftCode = (typeof leftCodes)[number]

/** A name in a file that was skipped. */
export interface Left {
  readonly name: string
  readonly code: LeftCode
}

export const leave = (name: string, code: LeftCode): Left => ({ name, code })
