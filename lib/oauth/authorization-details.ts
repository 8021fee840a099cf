import { isObject, jsonArrayOf, textIn } from '@/lib/model/json'
import { parseJson } from '@/lib/model/strict-json'
import type { Metadata } from './metadata'

/** The consent type of Open Finance Malaysia. */
const accountAccess = 'urn:openfinance-ml:account-access-consent:v1.2'
const day = 24 * 60 * 60_000
/** Duration of a template's consent, in days. */
const lasts = 90

/** Values filled in to a template. */
export interface TemplateFacts {
  /** Milliseconds since the epoch. */
  readonly now: number
  /** The client_id of the data consumer; empty leaves out the data consumer. */
  readonly clientId: string
}

export type TemplateName = 'account_access' | 'account_access_provider' | 'one_type'

/** Midnight UTC of the last day, so that a template has the same text all day. */
function endsAt(now: number): string {
  const midnight = (Math.floor(now / day) + lasts) * day
  return new Date(midnight).toISOString().replace('.000Z', 'Z')
}

function account({ now, clientId }: TemplateFacts, provider: object) {
  return [
    {
      type: accountAccess,
      consent: {
        ...(clientId === '' ? {} : { dc_id: clientId }),
        ...provider,
        consent_type: accountAccess,
        consent_purpose: 'pfm',
        permissions: ['read_accounts', 'read_transactions', 'read_balances'],
        expiration_datetime: endsAt(now),
      },
    },
  ]
}

const exampleProvider = 'DP9876543210'

type Template = (facts: TemplateFacts, provider: string) => readonly object[]

const templates: Readonly<Record<TemplateName, Template>> = {
  account_access: (facts) => account(facts, {}),
  account_access_provider: (facts, provider) => account(facts, { dp_id: provider }),
  one_type: () => [{ type: '', locations: [], actions: [] }],
}

export const templateNames = Object.keys(templates) as readonly TemplateName[]

/** The `authorization_details` of a template, as text for the tester to edit. */
export function fillTemplate(
  name: TemplateName,
  facts: TemplateFacts,
  provider = exampleProvider,
): string {
  return JSON.stringify(templates[name](facts, provider), null, 2)
}

/** The verdict on `authorization_details` while the tester types. */
export type DetailsVerdict =
  | { readonly kind: 'empty' | 'not_array' | 'listed' | 'not_published' }
  /** The unexpected text and its position. */
  | { readonly kind: 'not_json'; readonly error: string }
  /** The position, from 1, of the element that is not an object with a `type`. */
  | { readonly kind: 'no_type'; readonly position: number }
  | { readonly kind: 'not_listed'; readonly type: string }

/**
 * Reads `authorization_details` as typed, and compares their types with the types in the server's metadata.
 *
 * @see [RFC 9396](https://www.rfc-editor.org/rfc/rfc9396.html#section-10)
 */
export function judgeDetails(text: string, metadata: Metadata | null): DetailsVerdict {
  if (text.trim() === '') return { kind: 'empty' }
  const { value, error } = parseJson(text)
  if (error !== null) return { kind: 'not_json', error }
  if (!Array.isArray(value)) return { kind: 'not_array' }
  const types = value.map(typeOf)
  const without = types.indexOf(null)
  if (without >= 0) return { kind: 'no_type', position: without + 1 }
  const known = metadata?.['authorization_details_types_supported']
  if (!Array.isArray(known)) return { kind: 'not_published' }
  const supported = new Set<unknown>(known)
  const stranger = types.find((type) => !supported.has(type))
  return stranger ? { kind: 'not_listed', type: stranger } : { kind: 'listed' }
}

/** The types of the elements; empty if the text is not a JSON array. */
export function detailTypes(text: string): readonly string[] {
  return (jsonArrayOf(text) ?? []).flatMap((element) => typeOf(element) ?? [])
}

function typeOf(element: unknown): string | null {
  return (isObject(element) && textIn(element, 'type')) || null
}

/** The type of an element without its namespace: `account-access-consent:v1.2`; null without a type. */
export function shortTypeOf(element: unknown): string | null {
  return typeOf(element)?.split(':').slice(-2).join(':') ?? null
}

/** Indented JSON; null if the text is not JSON. */
/** One-line JSON on several lines; any other text, or JSON that would lose something, unchanged. */
export function unfoldJson(text: string): string {
  const { value, error } = parseJson(text)
  const isCompact = error === null && JSON.stringify(value) === text.trim()
  return isCompact && text.trim() !== '' ? JSON.stringify(value, null, 2) : text
}

export function formatJson(text: string): string | null {
  const { value, error } = parseJson(text)
  return error === null ? JSON.stringify(value, null, 2) : null
}
