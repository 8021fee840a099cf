/** The worst that a failed rule can mean. */
export type Severity = 'fail' | 'warn' | 'info'

/** The bodies of rules that a clause can belong to, as the catalogue names them. */
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

/** How bad it is that a rule fails, for each body of rules that holds it. */
export type SeverityRow = Readonly<Partial<Record<Spec, Severity>>>

/**
 * What a profile can be checked against: its bodies of rules, the most specific first. Message Signing
 * and FAPI 1.0 come last: they bind whoever signs a response, whatever else the profile asks for.
 */
export const ruleProfiles = {
  ofm: ['OFM', 'FAPI2', 'BCP240', 'OIDC', 'OAuth', 'FAPI2MS', 'FAPI1A'],
  fapi2: ['FAPI2', 'BCP240', 'OIDC', 'OAuth', 'FAPI2MS', 'FAPI1A'],
  oauth2: ['BCP240', 'OIDC', 'OAuth', 'FAPI2MS', 'FAPI1A'],
} as const satisfies Record<string, readonly Spec[]>

export type RuleProfile = keyof typeof ruleProfiles

/** How bad a failed rule is in a rule profile, the most specific row first; null where it does not run. */
export function severityOf(row: SeverityRow, profile: RuleProfile): Severity | null {
  for (const spec of ruleProfiles[profile]) {
    const severity = row[spec]
    if (severity) return severity
  }
  return null
}
