import { formEncode } from '@/lib/model/url'
import { isObject, textIn, type JsonObject } from '@/lib/model/json'
import { parseJson } from '@/lib/model/strict-json'
import type { Params } from '@/lib/model/params'
import type { Recognition } from './recognition'
import { hasCarrier } from './response'

/** Members of which at least one is in every metadata document. */
const endpoints = ['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const

/** @see [RFC 8414](https://www.rfc-editor.org/rfc/rfc8414.html#section-2) */
export function metadataIn(json: JsonObject, text: string): Recognition | null {
  const issuer = textIn(json, 'issuer')
  const isMetadata = endpoints.some((name) => textIn(json, name) !== null)
  return issuer !== null && isMetadata ? { kind: 'metadata', issuer, text, issues: [] } : null
}

/** A JWKS, a list of JWKs or a single JWK, as `readJwks` accepts them. */
export function keysIn(json: JsonObject | readonly unknown[], text: string): Recognition | null {
  const isKey = (value: unknown) => isObject(value) && textIn(value, 'kty') !== null
  const keys: unknown = Array.isArray(json) ? json : (json as JsonObject)['keys']
  const isSet = Array.isArray(keys) && (keys.some(isKey) || !Array.isArray(json))
  return isKey(json) || (isSet && !(Array.isArray(json) && json.length === 0))
    ? { kind: 'jwks', text, issues: [] }
    : null
}

/** The parameters of an authorization response as an object, as pages and libraries print them. */
export function responseIn(json: JsonObject): Recognition | null {
  const params: Params = Object.entries(json).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  )
  const has = (name: string) => textIn(json, name) !== null
  // Ecosystems use `code` for their own error codes.
  const isResponse = has('state') && hasCarrier(params) && !has('refresh_token')
  if (!isResponse) return null
  const url = formEncode(params)
  return { kind: 'response', url, target: '', responseMode: 'query', params, issues: [] }
}

/** Members of a HAR, a Postman collection or environment, and a file of Parley. */
const ofFiles: readonly (readonly string[])[] = [
  ['log'],
  ['info', 'item'],
  ['values', 'name'],
  ['parley'],
]

/** What belongs to a different place: a file to the import, a key to a profile. Null for anything else. */
export function misplacedIn(text: string): 'file_pasted' | 'key_pasted' | null {
  if (text.startsWith('-----BEGIN ')) return 'key_pasted'
  const value = text.startsWith('{') ? parseJson(text).value : null
  const isFile = (names: readonly string[]) =>
    isObject(value) && names.every((name) => Object.hasOwn(value, name))
  return ofFiles.some(isFile) ? 'file_pasted' : null
}
