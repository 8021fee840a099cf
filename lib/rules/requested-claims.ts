import { jsonObjectOf, isObject, type JsonObject } from '@/lib/model/json'
import type { JudgingContext } from '@/lib/facts/judging-context'

/**
 * The claims that the `claims` parameter requested for one destination; empty if it was not sent.
 *
 * @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.5.5)
 */
export function requestedClaims(
  { requested }: JudgingContext,
  place: 'id_token' | 'userinfo',
): JsonObject {
  const wanted = jsonObjectOf(requested.claims ?? '')?.[place]
  return isObject(wanted) ? wanted : {}
}

export function isEssential(wanted: unknown): boolean {
  return isObject(wanted) && wanted['essential'] === true
}

/** The requested values of a claim; empty if any value is accepted. */
export function requestedValues(wanted: unknown): readonly unknown[] {
  if (!isObject(wanted)) return []
  const { value, values } = wanted
  return [...(value === undefined ? [] : [value]), ...(Array.isArray(values) ? values : [])]
}
