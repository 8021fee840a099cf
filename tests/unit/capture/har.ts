import { readEntry, withContent, type NetworkEntry } from '@/lib/capture/network-entry'
import { contentOf } from '@/lib/capture/har'

/** What an entry of an HTTP archive is to hold. */
export interface EntryParts {
  readonly at?: number
  readonly method?: string
  readonly url?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly fields?: readonly (readonly [string, string])[]
  readonly status?: number
  readonly answerHeaders?: Readonly<Record<string, string>>
  readonly size?: number
  readonly time?: number
  readonly error?: string
  readonly resourceType?: string
}

export const form = { 'content-type': 'application/x-www-form-urlencoded' }

const listOf = (headers: Readonly<Record<string, string>> = {}) =>
  Object.entries(headers).map(([name, value]) => ({ name, value }))

/** An entry as both browsers write it. */
export function harEntry(parts: EntryParts): object {
  const { at = Date.parse('2026-03-01T10:00:00.123Z'), method = 'GET', status = 200 } = parts
  const { url, headers, body, fields, answerHeaders, size, time = 10, error, resourceType } = parts
  const mimeType = headers?.['content-type'] ?? ''
  return {
    startedDateTime: new Date(at).toISOString(),
    time,
    ...(resourceType === undefined ? {} : { _resourceType: resourceType }),
    request: {
      method,
      url,
      headers: listOf(headers),
      ...(body === undefined ? {} : { postData: { mimeType, text: body } }),
      ...(fields === undefined
        ? {}
        : { postData: { mimeType, params: fields.map(([name, value]) => ({ name, value })) } }),
    },
    response: {
      status,
      headers: listOf(answerHeaders),
      content: size === undefined ? {} : { size },
      ...(error === undefined ? {} : { _error: error }),
    },
  }
}

/** An unsigned JWT with these claims. */
export function jwtOf(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'none' })}.${part(claims)}.`
}

/** The exchange that an entry is read as, with the content of its body where there is any. */
export function read(parts: EntryParts, content?: unknown): NetworkEntry {
  const found = readEntry(harEntry(parts), 0)
  if (!found) throw new Error('No entry')
  return content === undefined ? found : withContent(found, contentOf(content))
}
