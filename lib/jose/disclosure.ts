import { jsonText, jsonTypeOf } from '@/lib/model/json'
import { parseJson } from '@/lib/model/strict-json'
import { readBase64url } from './base64url'
import { sdJwtIssue, type SdJwtIssue } from './sd-jwt-issues'

/** A disclosure, decoded as far as possible. */
export interface Disclosure {
  /** As received, base64url. */
  readonly text: string
  /** The digest of the text, base64url; null if the hash algorithm is not supported. */
  readonly digest: string | null
  readonly salt: string | null
  /** The claim name; null for an array element. */
  readonly name: string | null
  readonly value: unknown
  /** An array element has two elements, an object property three. Null if the disclosure is malformed. */
  readonly form: 'property' | 'element' | null
}

/** The contents of a disclosure, with its issues. */
export interface ReadDisclosure extends Omit<Disclosure, 'digest' | 'text'> {
  readonly issues: readonly SdJwtIssue[]
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Names that mark digests. */
const reserved: ReadonlySet<unknown> = new Set(['_sd', '...'])

/**
 * Decodes the JSON array in a disclosure.
 *
 * @see [RFC 9901](https://www.rfc-editor.org/rfc/rfc9901.html#section-4.2)
 */
export function readDisclosure(text: string, index: number): ReadDisclosure {
  const { bytes, problem } = readBase64url(text)
  if (bytes === null || problem || text === '')
    return unread([
      sdJwtIssue('disclosure_encoding', index, problem?.seen ?? 'empty', problem?.expected),
    ])
  const { value, error } = parseJson(textOf(bytes))
  if (error !== null) return unread([sdJwtIssue('disclosure_json', index, error)])
  if (!Array.isArray(value))
    return unread([sdJwtIssue('disclosure_elements', index, jsonTypeOf(value), 'array')])
  return readElements(value, index)
}

function textOf(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes)
  } catch {
    // Not JSON either, so that the issue names the position.
    return new TextDecoder().decode(bytes)
  }
}

function readElements(elements: readonly unknown[], index: number): ReadDisclosure {
  const { length } = elements
  if (length !== 2 && length !== 3)
    return unread([sdJwtIssue('disclosure_elements', index, String(length), '2, 3')])
  const [salt] = elements
  const isElement = length === 2
  const name = isElement ? null : elements[1]
  const issues = [
    ...(typeof salt === 'string'
      ? []
      : [sdJwtIssue('disclosure_salt', index, jsonTypeOf(salt), 'string')]),
    ...(isElement || typeof name === 'string'
      ? []
      : [sdJwtIssue('disclosure_name', index, jsonTypeOf(name), 'string')]),
    ...(reserved.has(name) ? [sdJwtIssue('name_reserved', index, jsonText(name))] : []),
  ]
  return {
    salt: typeof salt === 'string' ? salt : null,
    name: typeof name === 'string' ? name : null,
    value: elements[length - 1],
    form: issues.length > 0 ? null : isElement ? 'element' : 'property',
    issues,
  }
}

function unread(issues: readonly SdJwtIssue[]): ReadDisclosure {
  return { salt: null, name: null, value: undefined, form: null, issues }
}
