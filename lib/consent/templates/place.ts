import type { ConsentTemplate } from '@/lib/flow/model/flow-consent'
import { isObject, type JsonObject } from '@/lib/model/json'
import type { Profile } from '@/lib/oauth/profile'
import { parseJson } from '@/lib/model/strict-json'
import { consentIdVariable, fillTemplate, type TemplateScope } from './fill'

/** The variable with the id, as it is written in a template. */
const idText = `{{${consentIdVariable}}}`

/**
 * The profile with the authorization request of a template. `{{consent.id}}` stays in it: the profile's variables
 * are replaced once, when the request is built, so that an id cannot contain a variable.
 */
export function profileWith(
  profile: Profile,
  { authorization }: Pick<ConsentTemplate, 'authorization'>,
  scope: TemplateScope,
): Profile {
  const keepsId = withoutId(scope)
  const fill = (json: unknown) => fillTemplate(json, keepsId).value
  const requestedScope = authorization.scope === '' ? null : fill(authorization.scope)
  return {
    ...profile,
    ...(typeof requestedScope === 'string' && { scope: requestedScope.trim() }),
    ...(authorization.claims !== null && {
      claims: claimsWith(profile.claims, fill(authorization.claims)),
    }),
    ...(authorization.details !== null && {
      authorizationDetails: JSON.stringify(fill(authorization.details)),
    }),
  }
}

function withoutId(scope: TemplateScope): TemplateScope {
  const values = new Map(scope.texts.values)
  values.delete(consentIdVariable)
  return { ...scope, texts: { ...scope.texts, values } }
}

/** Claims of the profile with those of the template. Claims that are not an object are replaced. */
function claimsWith(own: string, added: unknown): string {
  const { value } = own.trim() === '' ? { value: {} } : parseJson(own)
  return JSON.stringify(isObject(value) && isObject(added) ? merge(value, added) : added)
}

/** Members of both objects; where both have one, that of the second, or both if they are objects. */
function merge(first: JsonObject, second: JsonObject): JsonObject {
  const members = new Map(Object.entries(first))
  for (const [name, value] of Object.entries(second)) {
    const known = members.get(name)
    members.set(name, isObject(known) && isObject(value) ? merge(known, value) : value)
  }
  return Object.fromEntries(members)
}

/** Where the id goes in the authorization request, such as `claims.id_token.openbanking_intent_id.value`. */
export function idPlace({ authorization }: Pick<ConsentTemplate, 'authorization'>): string | null {
  const { scope, claims, details } = authorization
  const inScope = scope.split(' ').find((part) => part.includes(idText))
  if (inScope !== undefined) return `scope=${inScope.replace(idText, '…')}`
  const inClaims = pathOf(claims, idText)
  if (inClaims !== null) return ['claims', ...inClaims].join('.')
  const inDetails = pathOf(details, idText)
  return inDetails === null ? null : ['authorization_details', ...inDetails].join('.')
}

function pathOf(value: unknown, text: string): readonly string[] | null {
  if (typeof value === 'string') return value.includes(text) ? [] : null
  if (typeof value !== 'object' || value === null) return null
  for (const [name, member] of Object.entries(value)) {
    const path = pathOf(member, text)
    if (path !== null) return [name, ...path]
  }
  return null
}
