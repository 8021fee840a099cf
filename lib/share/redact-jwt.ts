import { base64urlOf } from '@/lib/model/octets'
import { isObject } from '@/lib/model/json'
import { parseJson } from '@/lib/model/strict-json'
import type { RedactionKind } from './redact-kinds'
import { named, type TextRedaction } from './text-redaction'
import { textOfBase64 } from './text-views'

const signature: RedactionKind = { stem: 'signature', of: 'secret' }
const jwt: RedactionKind = { stem: 'jwt', of: 'secret' }
const jwe: RedactionKind = { stem: 'jwe', of: 'secret' }

/** Redacts the JSON of a header or of claims. */
type Claims = (text: string) => string

const utf8 = new TextEncoder()
const run = /ey[\w-]{8,}\.[\w.~-]*/g

/** Replaces the tokens in a word. A token that was cut has fewer parts. */
export function jwtRuns(word: string, replace: (token: string) => string): string {
  return word.replaceAll(run, (token) => {
    const text = token.replace(/\.$/, '')
    return text.includes('.') ? replace(text) + token.slice(text.length) : token
  })
}

/**
 * A token with pseudonyms in its header and its claims. The signature is dropped: `signature-1` is written
 * instead. Without its signature, no server accepts the token.
 */
export function redactJwt(by: TextRedaction, token: string, claims: Claims): string {
  const [signed = '', ...disclosures] = token.split('~')
  const parts = signed.split('.')
  if (parts.length > 3) return encrypted(by, token, parts, claims)
  const [header = '', payload = '', signatureText = ''] = parts
  const headerText = textOfBase64(header)
  const payloadText = payload === '' ? '' : textOfBase64(payload)
  if (headerText === null || payloadText === null) return named(by, token, jwt)
  const rest = [
    part(by, header, headerText, claims),
    part(by, payload, payloadText, claims),
    ...(parts.length > 2 ? [named(by, signatureText, signature)] : []),
  ]
  const shown = disclosures.map((each) => disclosure(by, each, claims))
  return [rest.join('.'), ...shown].join('~')
}

function part(by: TextRedaction, raw: string, text: string, claims: Claims): string {
  const redacted = claims(text)
  const replaced = by.collects ? redacted : by.table.replace(redacted)
  return replaced === text ? raw : base64urlOf(utf8.encode(replaced))
}

/** Of an encrypted token only the header stays. */
function encrypted(
  by: TextRedaction,
  token: string,
  [header = '']: readonly string[],
  claims: Claims,
): string {
  const text = textOfBase64(header)
  const name = named(by, token, jwe)
  return text === null ? name : `${part(by, header, text, claims)}....${name}`
}

/** A disclosure of an SD-JWT: its salt, name and value. @see [RFC 9901](https://www.rfc-editor.org/rfc/rfc9901.html#section-4.2) */
function disclosure(by: TextRedaction, encoded: string, claims: Claims): string {
  if (encoded === '') return encoded
  if (encoded.includes('.')) return redactJwt(by, encoded, claims)
  const text = textOfBase64(encoded)
  const items = text === null ? undefined : parseJson(text).value
  if (!Array.isArray(items) || items.length < 2) return named(by, encoded, jwt)
  const [salt, name, value] = items.length === 2 ? [items[0], '', items[1]] : items
  const member = JSON.stringify({ [String(name)]: value })
  const object = parseJson(claims(member)).value
  const replaced = isObject(object) ? object[String(name)] : undefined
  const shown = items.length === 2 ? [salt, replaced] : [salt, name, replaced]
  const written = JSON.stringify(shown)
  return base64urlOf(utf8.encode(by.collects ? written : by.table.replace(written)))
}
