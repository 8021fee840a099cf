import type { Finding } from '@/lib/model/rule-result'
import { decodeJwt } from '@/lib/jose/decode'
import { textIn, type JsonObject } from '@/lib/model/json'
import type { Params } from '@/lib/model/params'
import { finding } from '../builders'
import { beyond, isTokenExchange } from '../grant-reading'
import { given } from '../reading'
import { inSuccess } from '../response-reading'
import { defineRule } from '../rule'
import { show } from '../token-reading'

/** Types of tokens that no protected resource accepts. */
const unusable: ReadonlySet<unknown> = new Set([
  'urn:ietf:params:oauth:token-type:id_token',
  'urn:ietf:params:oauth:token-type:refresh_token',
])

/**
 * The response to a token exchange.
 *
 * @see [RFC 8693](https://www.rfc-editor.org/rfc/rfc8693.html#section-2.2.1)
 */
export default defineRule({
  id: 'te-response',
  on: 'token-response',
  about: 'issued_token_type',
  refs: ['RFC8693-2.2.1'],
  check({ message, request }) {
    if (!request || !isTokenExchange(request)) return undefined
    return inSuccess(message, (members) => [
      ...ofType(members),
      ...ofScope(members, request.params),
    ])
  },
})

function ofType({ issued_token_type: issued, token_type: type }: JsonObject): readonly Finding[] {
  if (typeof issued !== 'string' || issued === '') return [finding('missing', null, 'URI')]
  const isNamed = typeof type === 'string' && type.toLowerCase() !== 'n_a'
  return unusable.has(issued) && isNamed ? [finding('token_type', show(type), 'N_A')] : []
}

/** A server may change the scope, so a wider one is only unusual. It is known of a JWT. */
function ofScope(members: JsonObject, params: Params): readonly Finding[] {
  const original = textIn(decodeJwt(given(params, 'subject_token') ?? '').payload, 'scope')
  const scope = textIn(members, 'scope')
  const extra = original === null || scope === null ? [] : beyond(scope, original)
  return extra.length > 0 ? [finding('wider', show(extra.join(' ')), show(original))] : []
}
