/** Something of a file that went into a profile, and where. */
export interface Taken {
  readonly name: string
  readonly field: string
}

/** Why something was left; the sentence is `import.left.<code>`. */
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
  'token',
  'unknown',
  'unresolved',
] as const

export type LeftCode = (typeof leftCodes)[number]

/** Something of a file that went nowhere. */
export interface Left {
  readonly name: string
  readonly code: LeftCode
}

export const leave = (name: string, code: LeftCode): Left => ({ name, code })
