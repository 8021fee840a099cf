import { isObject, jsonArrayOf, jsonText } from '@/lib/model/json'
import { shortTypeOf } from './authorization-details'

/** What a request or a response says about a consent. */
export interface Consent {
  readonly permissions: readonly string[]
  /** The types without the namespace of their owner: `account-access-consent:v1.2`. */
  readonly types: readonly string[]
}

/** The consent in `authorization_details`, given as JSON text. */
export function consentIn(authorizationDetails: string | null): Consent {
  const details = jsonArrayOf(authorizationDetails ?? '') ?? []
  return {
    permissions: details.flatMap((detail) => permissionsIn(detail, 3)),
    types: details.flatMap((detail) => shortTypeOf(detail) ?? []),
  }
}

/** Permissions are in the consent of an authorization detail, or in the detail itself. */
function permissionsIn(value: unknown, depth: number): readonly string[] {
  if (typeof value !== 'object' || value === null || depth === 0) return []
  return Object.entries(value).flatMap(([name, member]: [string, unknown]) =>
    name === 'permissions' && Array.isArray(member)
      ? member.map(jsonText)
      : permissionsIn(member, depth - 1),
  )
}

/** A member of the consent with a value of its own: its name and its value. */
type Leaf = readonly [name: string, value: string]

/** The members of `authorization_details` with simple values, in their order. */
export function consentLeaves(authorizationDetails: string | null): readonly Leaf[] {
  return (jsonArrayOf(authorizationDetails ?? '') ?? []).flatMap((detail) => leavesIn(detail, 4))
}

function leavesIn(value: unknown, depth: number): readonly Leaf[] {
  if (!isObject(value) || depth === 0) return []
  return Object.entries(value).flatMap(([name, member]): readonly Leaf[] =>
    typeof member === 'object' && member !== null
      ? leavesIn(member, depth - 1)
      : [[name, jsonText(member)]],
  )
}
