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
    const { at } = exchange
    if (created === null && expires === null)
      return isFapi(signed) ? [finding('missing')] : undefined
    return [
      ...(created === null && isFapi(signed) ? [finding('missing')] : []),
      ...(created !== null && created > at + clockSkew ? [timeFinding('future', created, at)] : []),
      ...(created !== null && isFapi(signed) && at - created > maxAge
        ? [timeFinding('old', created, at)]
        : []),
      ...(expires !== null && expires + clockSkew <= at
        ? [timeFinding('expired', expires, at)]
        : []),
    ]
  },
})
