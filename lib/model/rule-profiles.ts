/** The severity of a failed rule. */
export type Severity = 'fail' | 'warn' | 'info'

/** The worst first. */
export const severityOrder: readonly Severity[] = ['fail', 'warn', 'info']

/** The specifications that a clause can belong to, by their names in the catalogue. */
export type Spec =
  | 'OAuth'
  | 'OAuth2.1'
  | 'OIDC'
  | 'BCP240'
  | 'FAPI1A'
  | 'FAPI2'
  | 'FAPI2MS'
  | 'OFM'
  | 'UK'
  | 'BR'
  | 'CDR'
  | 'SaltEdge'
  | 'BG'

/**
 * The severity of a failed rule in each specification that contains the rule. `off`: a more general
 * specification has the rule, and this one does not apply it.
 */
export type SeverityRow = Readonly<Partial<Record<Spec, Severity | 'off'>>>

/** A severity in every specification, or in those that are listed. */
export type FindingSeverity = Severity | Readonly<Partial<Record<Spec, Severity>>>

/**
 * The specifications that each rule profile checks against, the most specific first. A rule that FAPI only
 * repeats also names the specification that it comes from, so plain profiles contain no FAPI.
 *
 * The catalogue adds OIDC to the OAuth profiles for OpenID Connect flows only. It is always listed here,
 * because a rule of OpenID Connect applies only if its object is present: an ID token, a UserInfo response,
 * the scope `openid` or an openid-configuration.
 */
export const ruleProfiles = {
  oauth2: ['BCP240', 'OIDC', 'OAuth'],
  oauth21: ['OAuth2.1', 'BCP240', 'OIDC', 'OAuth'],
  oidc: ['OIDC', 'BCP240', 'OAuth'],
  fapi1: ['FAPI1A', 'BCP240', 'OIDC', 'OAuth'],
  fapi2: ['FAPI2', 'BCP240', 'OIDC', 'OAuth'],
  fapi2ms: ['FAPI2MS', 'FAPI2', 'BCP240', 'OIDC', 'OAuth'],
  ofm: ['OFM', 'FAPI2', 'BCP240', 'OIDC', 'OAuth'],
  uk: ['UK', 'FAPI1A', 'BCP240', 'OIDC', 'OAuth'],
  br: ['BR', 'FAPI1A', 'BCP240', 'OIDC', 'OAuth'],
  cdr: ['CDR', 'FAPI1A', 'BCP240', 'OIDC', 'OAuth'],
  saltedge: ['SaltEdge', 'BCP240', 'OIDC', 'OAuth'],
  bg: ['BG', 'BCP240', 'OAuth'],
} as const satisfies Record<string, readonly Spec[]>

export type RuleProfile = keyof typeof ruleProfiles

/** The names of all rule profiles, in the order in which they are offered. */
export const ruleProfileNames = Object.keys(ruleProfiles) as readonly RuleProfile[]

/** Whether a rule profile contains a specification. */
export function contains(profile: RuleProfile, spec: Spec): boolean {
  const specs: readonly Spec[] = ruleProfiles[profile]
  return specs.includes(spec)
}

/** The severity of a failed rule, and the specification that it comes from. */
export interface Binding {
  readonly spec: Spec
  readonly severity: Severity
}

/**
 * How a rule binds in a rule profile: the most specific specification that names the rule decides. Null if
 * the rule does not run.
 */
export function bindingOf(row: SeverityRow, profile: RuleProfile): Binding | null {
  for (const spec of ruleProfiles[profile]) {
    const severity = row[spec]
    if (severity) return severity === 'off' ? null : { spec, severity }
  }
  return null
}
