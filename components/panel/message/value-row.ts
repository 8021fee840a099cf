import type { ReactNode } from 'react'
import type { RuleResult } from '@/lib/model/rule-result'

/** A name with its value, as a table shows it. */
export interface ValueRow {
  readonly name: string
  /** The text for the clipboard; null without one. */
  readonly text: string | null
  /** How it is shown, if not as its text. */
  readonly shown?: ReactNode
  /** Precedes the value, such as the kind of a token. */
  readonly lead?: ReactNode
  /** A part of the text that is secret, if its name alone does not say so. */
  readonly secret?: { readonly name: string; readonly value: string }
  /** Buttons of its own. */
  readonly tools?: ReactNode
  /** Unfolds below the value. */
  readonly json?: object | undefined
  /** The meaning of the name. */
  readonly meaning?: string | undefined
  /** The clause or organisation that defines the name. */
  readonly source?: string | undefined
  /** More about the value, for its explanation. */
  readonly detail?: string | undefined
  /** What a good value says, if not the phrase of its checks. */
  readonly phrase?: string | undefined
  readonly results: readonly RuleResult[]
}
