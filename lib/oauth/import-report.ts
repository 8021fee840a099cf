/** Something of a file that went into a profile, and where. */
export interface Taken {
  readonly name: string
  readonly field: string
}

/** Something of a file that did not; `code` names the reason: `import.left.<code>`. */
export interface Left {
  readonly name: string
  readonly code: string
}
