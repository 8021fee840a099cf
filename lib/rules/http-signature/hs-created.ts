import type { Finding } from '@/lib/model/rule-result'
import { finding } from '../builders'
import { defineRule } from '../rule'
import { timeFinding } from '../signed-reading'
import { clockSkew } from '../token-reading'
import { isFapi } from '../http-signature-reading'

/** Seconds after which a verifier of FAPI refuses a signature. */
const maxAge = 60

/** @see [RFC 9421](https://www.rfc-editor.org/rfc/rfc9421.html#section-2.3) */
export default defineRule({
  id: 'hs-created',
  on: 'http-signature',
  about: 'created',
  refs: ['RFC9421-2.3', 'FAPI2-HTTP-SIGNATURES'],
  check(signed) {
    const { signature, exchange } = signed
    if (!signature) return undefined
    const { created, expires } = signature
    const found = [
      ...createdFindings(created, exchange.at, isFapi(signed)),
      ...(expires !== null && expires + clockSkew <= exchange.at
        ? [timeFinding('expired', expires, exchange.at)]
        : []),
    ]
    return found.length === 0 && created === null && expires === null ? undefined : found
  },
})

function createdFindings(created: number | null, at: number, ofFapi: boolean): readonly Finding[] {
  if (created === null) return ofFapi ? [finding('missing')] : []
  if (created > at + clockSkew) return [timeFinding('future', created, at)]
  return ofFapi && at - created > maxAge ? [timeFinding('old', created, at)] : []
}
