import { jsonTreeOf } from '@/lib/model/json'

/** The names in the ecosystems: `consentId` in Malaysia and the UK, `consent_id` elsewhere. */
const name = /^(?:consent_?id|openbanking_intent_id|cdr_arrangement_id)$/i

/** The maximum depth of a consent in a body. */
const deepest = 6

/** The consent ids in a JSON body, mostly in its authorization_details; each once. */
export function consentIdsOf(body: string): readonly string[] {
  return [...new Set(found(jsonTreeOf(body), deepest))]
}

function found(value: unknown, depth: number): readonly string[] {
  if (typeof value !== 'object' || value === null || depth === 0) return []
  return Object.entries(value).flatMap(([key, member]: [string, unknown]) =>
    typeof member === 'string' && name.test(key) ? [member] : found(member, depth - 1),
  )
}
