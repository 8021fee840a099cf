import { ruleProfiles, type RuleProfile, type Spec } from '@/lib/model/rule-profiles'

/** The bodies of rules that a rule profile checks against, the most specific first. */
const bodiesOf = (profile: RuleProfile): readonly Spec[] => ruleProfiles[profile]

/** Whether a rule profile checks against one of these bodies of rules. */
export function binds(profile: RuleProfile, ...bodies: readonly Spec[]): boolean {
  return bodyAmong(profile, bodies) !== null
}

/** The most specific of these bodies of rules in a rule profile, or null. */
export function bodyAmong(profile: RuleProfile, bodies: readonly Spec[]): Spec | null {
  return bodiesOf(profile).find((body) => bodies.includes(body)) ?? null
}

/** The row of a table for the most specific body of rules that has one; undefined if none has. */
export function rowForBody<T>(
  profile: RuleProfile,
  table: Readonly<Partial<Record<Spec, T>>>,
): T | undefined {
  const body = bodyAmong(profile, Object.keys(table) as Spec[])
  return body === null ? undefined : table[body]
}
