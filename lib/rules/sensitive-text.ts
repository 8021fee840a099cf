import { formDecode, parseUrl, splitUrl } from '@/lib/model/url'
import { addressIn, membersInside, personalNamesIn, textInside } from './personal'

/**
 * Credentials that a URL must not contain.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-2.3.1)
 */
export const urlSecrets: ReadonlySet<string> = new Set([
  'client_secret',
  'client_assertion',
  'code_verifier',
  'access_token',
  'refresh_token',
  'password',
])

/** The number of a Malaysian identity card. */
const identityCard = /(?<!\d)\d{6}-\d{2}-\d{4}(?!\d)/

/** The evidence of personal data in a value or in what is encoded in it; null without any. */
export function personalIn(value: string): string | null {
  const [name] = personalNamesIn(value)
  if (name !== undefined) return name
  const found = [value, textInside(value)].flatMap((text) => identityCard.exec(text)?.[0] ?? [])
  return found[0] ?? addressIn(value)
}

/** The credential in a value: in the authority or the query of a URL, or in encoded JSON; null without one. */
export function credentialIn(value: string): string | null {
  const url = parseUrl(value)
  if (url && url.password !== '') return `${url.protocol}//${url.username}:…@${url.host}`
  const query = formDecode(splitUrl(value).query ?? '')
  const names = [...Object.keys(membersInside(value)), ...query.map(([name]) => name)]
  return names.find((name) => urlSecrets.has(name)) ?? null
}
