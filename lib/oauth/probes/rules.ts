import { contains, ruleProfiles, type Spec } from '@/lib/model/rule-profiles'
import type { SpecRef } from '@/lib/model/spec-links'
import { clientAuthOf } from '@/lib/model/client-auth-methods'
import type { Probe, ProbeFacts } from './model'

/** The rules that a test is judged by. */
export interface JudgedBy {
  readonly profile: Pick<ProbeFacts['profile'], 'ruleProfile'>
}

/** Whether the rule profile has one of these specifications. */
export const under =
  (...specs: readonly Spec[]) =>
  ({ profile }: JudgedBy): boolean =>
    specs.some((spec) => contains(profile.ruleProfile, spec))

export const isFapi2 = under('FAPI2')
export const isFapi1 = under('FAPI1A')
export const isFapi = under('FAPI1A', 'FAPI2')

/** Whether the client proves at the token endpoint who it is. */
export const authenticates = ({ profile }: Pick<ProbeFacts, 'profile'>): boolean =>
  clientAuthOf(profile.clientAuth.method).needs !== null

/** The clauses of a test under the rules of a profile: those of its most specific specification. */
export function refsOf({ refs }: Probe, { profile }: JudgedBy): readonly SpecRef[] {
  const specs: readonly Spec[] = ruleProfiles[profile.ruleProfile]
  const found = specs.find((spec) => refs[spec] !== undefined)
  return (found ? refs[found] : refs.else) ?? Object.values(refs)[0] ?? []
}
