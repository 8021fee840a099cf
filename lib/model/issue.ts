/** A problem with an input. `code` selects its sentence in the locale (`issues.<code>`). */
export interface Issue {
  readonly code: string
  readonly field?: string
  /** The claim, member or header parameter that the sentence names. */
  readonly about?: string
  readonly seen?: string
  readonly expected?: string
}
