import { isUnsolicited } from '@/lib/flow/read/code-state'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { textIn } from '@/lib/model/json'
import { differBySlash, finding } from '../builders'
import type { ResponseContext } from '@/lib/facts/response-context'
import { frontIdToken, given, readableMembers } from '../reading'
import { defineRule, notObserved, type CheckResult } from '../rule'

/**
 * The response comes from the flow's issuer. An app that accepts a code from a different issuer sends it to
 * the wrong server.
 *
 * @see [RFC 9700](https://www.rfc-editor.org/rfc/rfc9700.html#section-4.4)
 * @see [RFC 9207](https://www.rfc-editor.org/rfc/rfc9207.html#section-4)
 */
export default defineRule({
  id: 'ar-mixup',
  on: 'authorization-response',
  about: 'iss',
  refs: ['RFC9700-4.4', 'RFC9207-4'],
  check({ message, responseContext, context: { issuer } }) {
    const iss = issuerIn(message)
    if (iss === null && message.via === 'pasted') return undefined
    if (issuer === null) return notObserved
    if (iss !== null && !isAlike(iss, issuer))
      return [finding('iss', named(iss, responseContext), issuer)]
    const isOwn = responseContext.origins.includes(message.from ?? '')
    const other = isOwn ? undefined : ownerOf(message.from, responseContext)
    if (other) return [finding('source', `${other.issuer} (${other.name})`, issuer)]
    return isUnsolicited(message) ? notObserved : ofOwn(iss, issuer, isOwn)
  },
})

/** A difference in spelling is left to the rule that compares the issuers. */
function ofOwn(iss: string | null, issuer: string, isOwn: boolean): CheckResult {
  if (iss === null) return isOwn ? [] : notObserved
  return iss === issuer ? [] : undefined
}

/** The issuer in a response or in its ID token. */
function issuerIn(message: AuthorizationResponse): string | null {
  const own = given(readableMembers(message), 'iss')
  return own ?? textIn(frontIdToken(message)?.payload ?? null, 'iss')
}

/** Small differences from the own issuer are reported by ar-iss-match. */
function isAlike(iss: string, issuer: string): boolean {
  const [seen, expected] = [iss.toLowerCase(), issuer.toLowerCase()]
  return seen === expected || differBySlash(seen, expected)
}

function named(iss: string, { others }: ResponseContext): string {
  const known = others.find(({ issuer }) => issuer === iss)
  return known ? `${iss} (${known.name})` : iss
}

function ownerOf(
  from: string | null,
  { others }: ResponseContext,
): ResponseContext['others'][number] | undefined {
  return others.find(({ origins }) => from !== null && origins.includes(from))
}
