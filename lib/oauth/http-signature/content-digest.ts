import { headersNamed } from '@/lib/model/http-text'
import type { Params } from '@/lib/model/params'
import { dictionaryIn, octetsOf } from './read'

/** A digest in a `Content-Digest` header. */
export interface Digest {
  readonly name: string
  readonly octets: Uint8Array<ArrayBuffer>
}

/**
 * The digests of a message; null if it has none, empty if the header cannot be read.
 *
 * @see [RFC 9530](https://www.rfc-editor.org/rfc/rfc9530.html#section-2)
 */
export function contentDigests(headers: Params): readonly Digest[] | null {
  if (headersNamed(headers, 'content-digest').length === 0) return null
  const dictionary = dictionaryIn(headers, 'content-digest')
  return [...(dictionary ?? [])].flatMap(([name, member]) => {
    const octets = octetsOf(member)
    return octets ? [{ name, octets }] : []
  })
}

/** The content codings that a browser has undone, so that the octets as sent are not known; empty without any. */
export function contentCodings(headers: Params): readonly string[] {
  return headersNamed(headers, 'content-encoding')
    .flatMap((value) => value.split(','))
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== '' && coding !== 'identity')
}
