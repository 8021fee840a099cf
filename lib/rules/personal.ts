import { decodeBase64url, paddingStart } from '@/lib/jose/base64url'
import { decodeJwt } from '@/lib/jose/decode'
import { jsonObjectOf, type JsonObject } from '@/lib/model/json'
import { memoByText } from '@/lib/model/memo'
import { sensitivityOf } from '@/lib/model/credentials'
import { bareName } from './claim-types'

/** Personal claims that tokens need. */
const needed: ReadonlySet<string> = new Set([
  'sub',
  'act',
  'authorization_details',
  'token_introspection',
])

/** Whether a claim with this name contains personal data that a token does not need. */
export function isPersonal(name: string): boolean {
  const bare = bareName(name)
  return !needed.has(bare) && sensitivityOf('claim', bare) === 'personal'
}

/** Matches only one character before the @. A longer match would be attempted again from every character. */
const address = /[\w.+-]@[\w-]+\.[\w.]{2,}/

/** The end of an e-mail address in a value, or in the text that is encoded in it; null if it has none. */
export function addressIn(value: string): string | null {
  return address.exec(value)?.[0] ?? address.exec(textInside(value))?.[0] ?? null
}

/** The names of personal claims in a value that is a JWT or encoded JSON. */
export function personalNamesIn(value: string): readonly string[] {
  return namesIn(membersInside(value)).filter(isPersonal)
}

/** The members of a value that is JSON, as it is or encoded in base64url or in a JWT; empty for any other. */
export const membersInside = memoByText(
  (value: string): JsonObject =>
    decodeJwt(value).payload ?? jsonObjectOf(value) ?? jsonObjectOf(textInside(value)) ?? {},
)

const decoder = new TextDecoder()

/** The text encoded in base64url; empty if it is not base64url. */
export const textInside = memoByText((value: string): string => {
  const bare = value.slice(0, paddingStart(value)).replaceAll('+', '-').replaceAll('/', '_')
  return /^[\w-]+$/.test(bare) ? decoder.decode(decodeBase64url(bare)) : ''
})

/** Member names, including those one level down. */
function namesIn(members: JsonObject): readonly string[] {
  return Object.entries(members).flatMap(([name, value]) => [
    name,
    ...(typeof value === 'object' && value !== null ? Object.keys(value) : []),
  ])
}
