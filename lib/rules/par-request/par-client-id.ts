import type { DecodedJwt } from '@/lib/jose/types'
import { decodeJwt } from '@/lib/jose/decode'
import { textIn } from '@/lib/model/json'
import type { Params } from '@/lib/model/params'
import { finding } from '../builders'
import { given } from '../reading'
import { inParams } from '../request-reading'
import { defineRule, notObserved } from '../rule'
import { show } from '../token-reading'

/**
 * The client is the same in the body, in the request object and in the client assertion. In a request object,
 * `client_id` need not be repeated in the body, as in the example of RFC 9126, section 3.
 *
 * @see [RFC 9126](https://www.rfc-editor.org/rfc/rfc9126.html#section-2.1)
 */
export default defineRule({
  id: 'par-client-id',
  on: 'par-request',
  about: 'client_id',
  refs: ['RFC9126-2.1', 'RFC9101-5', 'RFC7521-4.2'],
  check: ({ message }) =>
    inParams(message, (params) => {
      const object = jwtIn(params, 'request')
      const inObject = textIn(object?.payload ?? null, 'client_id')
      const clientId = given(params, 'client_id') ?? inObject
      // A request object without the claim is judged where it is decoded.
      if (!clientId) return object ? undefined : [finding('missing')]
      const others = [
        ['request', inObject],
        ['client_assertion', textIn(jwtIn(params, 'client_assertion')?.payload ?? null, 'sub')],
      ] as const
      const findings = others.flatMap(([place, value]) =>
        value === null || value === clientId
          ? []
          : [finding('differs', show(clientId), `${show(value)} (${place})`)],
      )
      return findings.length === 0 && object?.kind === 'jwe' ? notObserved : findings
    }),
})

function jwtIn(params: Params, name: string): DecodedJwt | null {
  const text = given(params, name)
  return text === undefined ? null : decodeJwt(text)
}
