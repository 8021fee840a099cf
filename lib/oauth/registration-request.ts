import { decodeJwt } from '@/lib/jose/decode'
import { jsonObjectOf, type JsonObject } from '@/lib/model/json'
import { isSecret } from '@/lib/model/credentials'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import { mtlsAliases, registrationMember } from './endpoint-members'
import type { Metadata } from './metadata'
import type { RegistrationBasis } from './registration-basis'
import { memberRows, type MemberEdits, type MemberType } from './registration-metadata'
import type { RegistrationAccess, RegistrationForm } from './registered-client'

/** The media type of each form of the request. */
export const registrationTypes: Readonly<Record<RegistrationForm, string>> = {
  json: 'application/json',
  jose: 'application/jose',
  jwt: 'application/jwt',
}

/** The form and the access that each ecosystem requires. */
const usualForms: Partial<Readonly<Record<RuleProfile, RegistrationForm>>> = {
  uk: 'jose',
  cdr: 'jwt',
  saltedge: 'jwt',
}
const withCertificate: ReadonlySet<RuleProfile> = new Set(['uk', 'br', 'cdr'])

export const usualForm = (rules: RuleProfile): RegistrationForm => usualForms[rules] ?? 'json'

export const usualAccess = (rules: RuleProfile): RegistrationAccess =>
  withCertificate.has(rules) ? 'certificate' : 'none'

/** Where a client is registered; null if the metadata does not say. */
export function registrationUrl(
  metadata: Metadata | null,
  access: RegistrationAccess,
): string | null {
  const alias = access === 'certificate' ? mtlsAliases(metadata)[registrationMember] : undefined
  const url = alias ?? metadata?.[registrationMember]
  return typeof url === 'string' && url !== '' ? url : null
}

/**
 * The client metadata of a request. An update has the `client_id` and every member, because the server deletes
 * those that are left out.
 *
 * @see [RFC 7591](https://www.rfc-editor.org/rfc/rfc7591.html#section-3.1)
 * @see [RFC 7592](https://www.rfc-editor.org/rfc/rfc7592.html#section-2.2)
 */
export function requestedMembers(basis: RegistrationBasis, edits: MemberEdits): JsonObject {
  const { registered, statement } = basis
  const rows = memberRows(basis, edits).filter(({ value }) => value !== null && value !== '')
  const id = registered?.['client_id']
  return {
    ...(id !== undefined && { client_id: id }),
    ...Object.fromEntries(rows.map(({ name, value }) => [name, value])),
    ...(statement && { software_statement: statement.text }),
  }
}

/** Seconds that a signed request is valid. */
const requestLifetime = 300

interface ClaimFacts {
  /** `software_id` of the statement, or the `client_id` of an update. */
  readonly issuer: string | null
  /** The issuer of the server, or its id in the directory. */
  readonly audience: string
  /** Milliseconds since the epoch. */
  readonly now: number
  readonly jti: string
}

/**
 * The claims of a signed request: the client metadata, its sender and its receiver.
 *
 * @see [Open Banking, Dynamic Client Registration](https://openbankinguk.github.io/dcr-docs-pub/v3.3/dynamic-client-registration.html)
 */
export function registrationClaims(members: JsonObject, facts: ClaimFacts): JsonObject {
  const iat = Math.floor(facts.now / 1000)
  return {
    ...(facts.issuer !== null && { iss: facts.issuer }),
    aud: facts.audience,
    iat,
    exp: iat + requestLifetime,
    jti: facts.jti,
    ...members,
  }
}

/** The registered metadata that may be stored: without secrets. */
export function withoutSecrets(members: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(members).filter(([name]) => !isSecret('member', name)))
}

/** A value of the form as its text in a field. */
export function memberText(type: MemberType, value: unknown): string {
  if (value === null || value === undefined) return ''
  if ((type === 'list' || type === 'choices') && Array.isArray(value)) return value.join(' ')
  return typeof value === 'string' ? value : JSON.stringify(value)
}

const words = (text: string) => text.split(/\s+/).filter((word) => word !== '')

/** The value of a text in a field. JSON that cannot be read stays a string, as typed. */
export function memberValue(type: MemberType, text: string): unknown {
  if (type === 'list') return words(text)
  if (type === 'text' || type === 'choice') return text
  if (type === 'words') return text
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

/** A body as it is sent: its JOSE header, if it is signed, and what it says. */
export function readBody(text: string): {
  readonly header: JsonObject | null
  readonly members: JsonObject | null
} {
  const { header, payload } = decodeJwt(text)
  return { header, members: payload ?? jsonObjectOf(text) }
}
