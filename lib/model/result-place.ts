import type { MessagePart, RuleResult } from './rule-result'

/**
 * The name of the row that a result is shown in. What is about a JWT is shown in the row of the JWT where it failed,
 * else where the JWT is decoded. `decoded` are the parts whose members have rows of their own.
 */
export function rowOf(result: RuleResult, decoded: readonly MessagePart[] = []): string | null {
  if (result.of === 'message' || decoded.includes(result.of)) return result.about
  return result.outcome === 'failed' ? result.of : null
}

/** What a result is about, with the JWT that it stands in: `id_token exp`. */
export function placeText({ of, about }: RuleResult): string {
  return of === 'message' || of === about ? about : `${of} ${about}`
}

/** A result among all of a message: a rule may judge several parts of it. */
export function resultKey({ id, of }: RuleResult): string {
  return `${of} ${id}`
}
