import { decodeJwt } from '@/lib/jose/decode'
import type { JsonObject } from '@/lib/model/json'
import type { Finding } from '@/lib/model/rule-result'
import { finding } from '../builders'
import { given } from '../reading'
import { inParams } from '../request-reading'
import { defineRule, notObserved } from '../rule'
import { show } from '../token-reading'

/**
 * The parameters that FAPI 2.0 requires. A server ignores those outside the request object, if there is one.
 *
 * @see [FAPI 2.0 Security Profile](https://openid.net/specs/fapi-security-profile-2_0-final.html#section-5.3.2.2)
 */
export default defineRule({
  id: 'par-params-complete',
  on: 'par-request',
  about: 'params',
  refs: ['FAPI2-SP-5.3.2.2', 'RFC9126-2.1'],
  check: ({ message }) =>
    inParams(message, (params) => {
      const object = given(params, 'request')
      if (object === undefined) return ofValues(Object.fromEntries(params))
      const { kind, payload } = decodeJwt(object)
      if (payload) return ofValues(payload)
      return kind === 'jwe' ? notObserved : undefined
    }),
})

const needed = ['response_type', 'redirect_uri', 'code_challenge', 'code_challenge_method'] as const

/** The only value that FAPI 2.0 permits, with the code of the finding. */
const fixed = [
  ['response_type', 'code', 'response_type'],
  ['code_challenge_method', 'S256', 'method'],
] as const

function ofValues(values: JsonObject): readonly Finding[] {
  const isOmitted = (name: string) => values[name] === undefined || values[name] === ''
  const missing = needed.filter(isOmitted)
  const others = fixed.filter(([name, value]) => !isOmitted(name) && isOther(values[name], value))
  return [
    ...missing.map((name) => finding('missing', null, name)),
    ...others.map(([name, value, code]) => finding(code, show(values[name]), value)),
  ]
}

/** A claim of a wrong JSON type is judged where the request object is decoded. */
function isOther(seen: unknown, expected: string): boolean {
  return typeof seen === 'string' && seen !== expected
}
