import type { Finding, RuleResult } from './rule-result'

/** The name at the beginning of an evidence text, before a colon if there is one: `jwks_uri: http://…`. */
const named = /^([a-z][\w.#-]*)(?::|$)/i

/**
 * The parameter, claim or member that a finding is about. A finding about a whole metadata document names its
 * member in `seen`, otherwise in `expected`.
 */
export function subjectOf(
  { about }: Pick<RuleResult, 'about'>,
  { seen, expected }: Finding,
): string {
  return about === 'metadata' ? (named.exec(seen ?? expected ?? '')?.[1] ?? about) : about
}
