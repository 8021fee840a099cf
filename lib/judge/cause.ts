import type { RuleId } from '@/lib/rules/rule-id'

/** Findings of one rule: those with these codes, or all. */
export type Findings = readonly [rule: RuleId, ...codes: readonly string[]]

/** A cause that several rules report. One failure is enough, so the others refer to the first. */
export interface Cause {
  /** The findings with the clearest verdict. They do not cover each other. */
  readonly primary: readonly Findings[]
  readonly covers: readonly Findings[]
  /** Only findings about the same claim, member or parameter have this cause in common. */
  readonly sameSubject?: true
  /** The findings may be about different parts of a message; otherwise they are about the same JWT. */
  readonly acrossParts?: true
}
