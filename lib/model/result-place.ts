import type { MessagePart, RuleResult } from './rule-result'

/**
 * The name of the row that shows a result. `decoded` lists the JWTs whose members have their own rows. A
 * result about any other JWT is shown in the row of that JWT if it failed, and in no row (null) if it did
 * not.
 */
export function rowOf(result: RuleResult, decoded: readonly MessagePart[] = []): string | null {
  if (result.of === 'message' || decoded.includes(result.of)) return result.about
  return result.outcome === 'failed' ? result.of : null
}

/** The name of the tested part, with the JWT that contains it: `id_token exp`. */
export function placeText({ of, about }: Pick<RuleResult, 'of' | 'about'>): string {
  return of === 'message' || of === about ? about : `${of} ${about}`
}

/** A unique key for a result within one message. One rule may judge several parts of a message. */
export function resultKey({ id, of }: Pick<RuleResult, 'id' | 'of'>): string {
  return `${of} ${id}`
}
