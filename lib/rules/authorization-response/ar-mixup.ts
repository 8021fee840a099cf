import { differBySlash, finding } from '../builders'
import type { Around } from '../artefacts'
import { given, readableMembers } from '../reading'
import { defineRule, notObserved } from '../rule'

/**
 * The response comes from the issuer that the flow began at: an app that takes the code of another one
 * sends it to a server that it was not made for.
 *
 * @see [RFC 9700](https://www.rfc-editor.org/rfc/rfc9700.html#section-4.4)
 * @see [RFC 9207](https://www.rfc-editor.org/rfc/rfc9207.html#section-4)
 */
export default defineRule({
  id: 'ar-mixup',
  on: 'authorization-response',
  about: 'iss',
  refs: ['RFC9700-4.4', 'RFC9207-4'],
  check({ message, around, known: { issuer } }) {
    if (message.via === 'pasted' && given(readableMembers(message), 'iss') === undefined)
      return undefined
    if (issuer === null) return notObserved
    const iss = given(readableMembers(message), 'iss')
    if (iss !== undefined && !isAlike(iss, issuer))
      return [finding('iss', named(iss, around), issuer)]
    const { from } = message
    const isOwn = from !== null && around.origins.includes(from)
    const other = from === null || isOwn ? undefined : ownerOf(from, around)
    if (other) return [finding('source', `${other.issuer} (${other.name})`, issuer)]
    return iss !== undefined || isOwn ? [] : notObserved
  },
})

/** A slip in writing the own issuer down is for ar-iss-match to say. */
function isAlike(iss: string, issuer: string): boolean {
  const [seen, expected] = [iss.toLowerCase(), issuer.toLowerCase()]
  return seen === expected || differBySlash(seen, expected)
}

function named(iss: string, { others }: Around): string {
  const known = others.find(({ issuer }) => issuer === iss)
  return known ? `${iss} (${known.name})` : iss
}

function ownerOf(from: string, { others }: Around): Around['others'][number] | undefined {
  return others.find(({ origins }) => origins.includes(from))
}
