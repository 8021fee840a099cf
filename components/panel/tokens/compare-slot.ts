import type { ComponentType } from 'react'
import type { RuleResult } from '@/lib/model/rule-result'

export interface TokenCompareProps {
  /** The token that the screen shows, with its verdicts; null as long as they are not known. */
  readonly own: {
    readonly name: string
    readonly text: string
    readonly results: readonly RuleResult[] | null
  }
  readonly onClose: () => void
}

/** The comparison of tokens, which the panel supplies: it is loaded once it is opened. */
export type TokenCompare = ComponentType<TokenCompareProps>
