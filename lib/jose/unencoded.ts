import { isObject, type JsonObject } from '@/lib/model/json'
import { parseJson } from '@/lib/model/strict-json'
import { readBase64url } from './base64url'

const decoder = new TextDecoder()

/**
 * The parts of a compact JWS that contains its payload as it is (`b64` is false); null for any other text. The
 * payload is what is between the first and the last period: it may contain white space, and a period in it is a
 * fault of the JWS.
 *
 * @see [RFC 7797](https://www.rfc-editor.org/rfc/rfc7797.html#section-5.2)
 */
export function unencodedParts(text: string): readonly [string, string, string] | null {
  const [start, end] = [text.indexOf('.'), text.lastIndexOf('.')]
  const payload = text.slice(start + 1, end)
  if (!text.startsWith('ey') || end <= start || /^[\w-]*$/.test(payload)) return null
  const header = text.slice(0, start).replace(/\s+/g, '')
  const signature = text.slice(end + 1).replace(/\s+/g, '')
  return isUnencoded(header) ? [header, payload, signature] : null
}

function isUnencoded(header: string): boolean {
  const { bytes } = readBase64url(header)
  const { value } = bytes ? parseJson(decoder.decode(bytes)) : { value: null }
  return isObject(value) && isB64False(value)
}

/**
 * Whether the payload is signed without base64url. A verifier that does not know `b64` rejects the token only if it
 * is critical.
 *
 * @see [RFC 7797](https://www.rfc-editor.org/rfc/rfc7797.html#section-6)
 */
export function isB64False(header: JsonObject | null): boolean {
  const crit = header?.['crit']
  return header?.['b64'] === false && Array.isArray(crit) && crit.includes('b64')
}
