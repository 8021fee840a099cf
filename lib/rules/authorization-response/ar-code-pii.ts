import { decodeBase64url, paddingStart } from '@/lib/jose/base64url'
import { decodeJwt } from '@/lib/jose/decode'
import { jsonObjectOf, type JsonObject } from '@/lib/model/json'
import { finding } from '../builders'
import { isPersonal } from '../personal'
import { given, readableMembers } from '../reading'
import { defineRule } from '../rule'
import type { Finding } from '@/lib/model/rule-result'

/** Matches only one character before the @. A longer match would be attempted again from every character. */
const address = /[\w.+-]@[\w-]+\.[\w.]{2,}/

/**
 * URLs are stored in the history, in logs and in Referer headers, so neither the code nor the state contains
 * personal data.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-10.5)
 */
export default defineRule({
  id: 'ar-code-pii',
  on: 'authorization-response',
  about: 'code',
  refs: ['RFC6749-10.5'],
  check({ message }) {
    const members = readableMembers(message)
    const texts = ['code', 'state'].flatMap((name) => {
      const value = given(members, name)
      return value === undefined ? [] : [[name, value] as const]
    })
    if (texts.length === 0) return undefined
    return texts.flatMap(([name, value]) => personalIn(name, value))
  },
})

function personalIn(name: string, value: string): readonly Finding[] {
  const inside = textInside(value)
  const members = decodeJwt(value).payload ?? jsonObjectOf(inside) ?? {}
  const names = namesIn(members).filter(isPersonal)
  const isAddress = [value, inside].some((text) => address.test(text))
  return [
    ...(names.length > 0 ? [finding('personal', `${name}: ${names.join(', ')}`)] : []),
    ...(isAddress && names.length === 0 ? [finding('address', name)] : []),
  ]
}

const decoder = new TextDecoder()

/** The text encoded in base64url; empty if it is not base64url. */
function textInside(value: string): string {
  const bare = value.slice(0, paddingStart(value)).replaceAll('+', '-').replaceAll('/', '_')
  return /^[\w-]+$/.test(bare) ? decoder.decode(decodeBase64url(bare)) : ''
}

/** Member names, including those one level down. */
function namesIn(members: JsonObject): readonly string[] {
  return Object.entries(members).flatMap(([name, value]) => [
    name,
    ...(typeof value === 'object' && value !== null ? Object.keys(value) : []),
  ])
}
