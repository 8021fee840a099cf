/** The severity of a failed rule. */
export type Severity = 'fail' | 'warn' | 'info'

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

/** The severity of a failed rule in each specification that contains the rule. */
export type SeverityRow = Readonly<Partial<Record<Spec, Severity>>>

/**
 * The specifications that each rule profile checks against, the most specific first. A rule of FAPI 1.0 or
 * Message Signing that is also in a different specification names both.
 */
export const ruleProfiles = {
  ofm: ['OFM', 'FAPI2', 'BCP240', 'OIDC', 'OAuth'],
  fapi2: ['FAPI2', 'BCP240', 'OIDC', 'OAuth'],
  oauth2: ['BCP240', 'OIDC', 'OAuth'],
} as const satisfies Record<string, readonly Spec[]>

export type RuleProfile = keyof typeof ruleProfiles

/**
 * The severity of a failed rule in a rule profile, from the most specific specification; null if the rule
 * does not run.
 */
export function severityOf(row: SeverityRow, profile: RuleProfile): Severity | null {
  for (const spec of ruleProfiles[profile]) {
    const severity = row[spec]
    if (severity) return severity
  }
  return null
}
