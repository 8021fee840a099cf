import { textIn, type JsonObject } from '@/lib/model/json'
import type { SpecRef } from '@/lib/model/spec-links'
import type { MemberRow } from './registration-metadata'

/**
 * The error codes of the registration endpoint, with the clause that defines each. The explanation is
 * `errors.<code>` in the locale.
 *
 * @see [RFC 7591](https://www.rfc-editor.org/rfc/rfc7591.html#section-3.2.2)
 */
export const registrationErrors = {
  invalid_redirect_uri: 'RFC7591-3.2.2',
  invalid_client_metadata: 'RFC7591-3.2.2',
  invalid_software_statement: 'RFC7591-3.2.2',
  unapproved_software_statement: 'RFC7591-3.2.2',
  invalid_webhook_uris: 'OFB',
  invalid_token: 'RFC6750-3.1',
} as const satisfies Readonly<Record<string, SpecRef>>

export type RegistrationError = keyof typeof registrationErrors

export function isRegistrationError(code: string): code is RegistrationError {
  return Object.hasOwn(registrationErrors, code)
}

/** A change that the metadata of the server suggests after a refusal. */
export interface RegistrationFix {
  readonly name: string
  /** The requested values that the server does not list. */
  readonly sent: readonly string[]
  /** The member of the metadata, and what it lists. */
  readonly list: string
  readonly supported: readonly string[]
  /** The value to send instead; null if nothing is left to send. */
  readonly value: unknown
}

/**
 * The member that most likely caused `invalid_client_metadata`: one that the description names, otherwise the
 * first with a value that the server does not list. Null if the request shows no cause.
 */
export function registrationFix(
  rows: readonly MemberRow[],
  error: JsonObject | null,
): RegistrationFix | null {
  const words = textIn(error, 'error_description') ?? ''
  const suspects = rows.filter(({ unlisted }) => unlisted !== null)
  const row = suspects.find(({ name }) => words.includes(name)) ?? suspects[0]
  if (!row?.unlisted) return null
  const { list, supported, values } = row.unlisted
  return { name: row.name, sent: values, list, supported, value: valueFor(row, supported) }
}

function valueFor({ type, value }: MemberRow, supported: readonly string[]): unknown {
  if (type === 'words' && typeof value === 'string')
    return (
      value
        .split(' ')
        .filter((word) => supported.includes(word))
        .join(' ') || null
    )
  if (!Array.isArray(value)) return supported[0] ?? null
  const kept = value.filter((each) => typeof each === 'string' && supported.includes(each))
  return kept.length > 0 ? kept : supported.slice(0, 1)
}
