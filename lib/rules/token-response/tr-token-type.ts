import type { Finding } from '@/lib/model/rule-result'
import type { Artefacts } from '../artefacts'
import { inSuccess } from '../response-reading'
import { finding } from '../builders'
import { hasProof, isTokenExchange } from '../grant-reading'
import { defineRule } from '../rule'
import { show } from '../token-reading'

/**
 * The token is bound to the key of the DPoP proof in the request.
 *
 * @see [RFC 9449](https://www.rfc-editor.org/rfc/rfc9449.html#section-5)
 */
export default defineRule({
  id: 'tr-token-type',
  on: 'token-response',
  about: 'token_type',
  refs: ['RFC6749-5.1', 'RFC6749-7.1', 'RFC9449-5'],
  check: (artefact) =>
    inSuccess(artefact.message, ({ token_type: type }) => {
      if (type === undefined || type === '') return [finding('missing', null, 'Bearer, DPoP')]
      if (typeof type !== 'string') return [finding('type', show(type), 'string')]
      const name = type.toLowerCase()
      // A token exchange may issue a token that is not an access token.
      if (name === 'n_a' && isTokenExchange(artefact.request)) return []
      if (name !== 'bearer' && name !== 'dpop')
        return [finding('unknown', show(type), 'Bearer, DPoP')]
      return ofBinding(type, name === 'dpop', artefact)
    }),
})

function ofBinding(
  type: string,
  isDpop: boolean,
  { request, context }: Artefacts['token-response'],
): readonly Finding[] {
  const isBound = request ? hasProof(request) : context.requested.dpopKeyId !== null
  if (isBound && !isDpop) return [finding('not_bound', type, 'DPoP')]
  return request && !isBound && isDpop ? [finding('not_asked', type, 'Bearer')] : []
}
