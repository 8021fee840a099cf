import { isFapi1, isFapi2, type JudgedBy } from './rules'

/** The test plans of the OpenID conformance suite, by the prefixes of their modules. */
const plans = { F: 'fapi2-security-profile-final-', A: 'fapi1-advanced-final-' } as const

type Plan = keyof typeof plans

/** Modules with the same name in several plans. */
export function modules(of: readonly Plan[], ...names: readonly string[]): readonly string[] {
  return of.flatMap((plan) => names.map((name) => plans[plan] + name))
}

/** The modules for FAPI 1.0 rules, for FAPI 2.0 rules, or all of them. */
export function modulesFor(
  all: readonly string[],
  family: 'fapi1' | 'fapi2' | 'other',
): readonly string[] {
  const other = { fapi1: plans.F, fapi2: plans.A, other: null }[family]
  return other === null ? all : all.filter((name) => !name.startsWith(other))
}

/** The conformance suite's family of a rule profile. */
export function familyOf(facts: JudgedBy): 'fapi1' | 'fapi2' | 'other' {
  if (isFapi1(facts)) return 'fapi1'
  return isFapi2(facts) ? 'fapi2' : 'other'
}
