import type { ResponseMode } from '@/lib/model/navigation'
import { decodeJwt } from '@/lib/jose/decode'
import type { Artefacts } from '../artefacts'
import { finding } from '../builders'
import { given, isBehindRoute } from '../reading'
import { bringsToken, containerOf, isSignedMode, showsMode } from '../response-modes'
import { defineRule, notObserved } from '../rule'

/**
 * The JWT is in the part of the URL or form that the response_mode requires. Tokens are never in a query
 * without encryption.
 *
 * @see [JARM](https://openid.net/specs/oauth-v2-jarm-final.html#section-2.3)
 */
export default defineRule({
  id: 'jarm-mode-transport',
  on: 'jarm',
  about: 'response_mode',
  refs: ['JARM-2.3.1', 'JARM-2.3.4', 'JARM-2.3.2', 'JARM-2.3.3'],
  check(artefact) {
    const { message, context } = artefact
    if (!showsMode(message)) return notObserved
    const { responseMode, responseType } = context.requested
    if (message.responseMode === 'query' && showsToken(artefact)) return [finding('token_in_query')]
    if (responseMode === null) return responseType === null ? notObserved : undefined
    // A JWT that was not requested is reported by ar-response-mode.
    if (!isSignedMode(responseMode)) return undefined
    const expected = containerOf(responseMode, holdsToken(artefact, responseType))
    if (message.responseMode === expected) return []
    return isBehindRoute(message)
      ? notObserved
      : [finding('differs', placeOf[message.responseMode], placeOf[expected])]
  },
})

const placeOf: Readonly<Record<ResponseMode, string>> = {
  query: 'query.jwt',
  fragment: 'fragment.jwt',
  form: 'form_post.jwt',
}

function showsToken(artefact: Artefacts['jarm']): boolean {
  const text = given(artefact.message.params, 'response') ?? ''
  return decodeJwt(text).kind === 'jws' && holdsToken(artefact, null)
}

/** Whether the response contains tokens, according to the request, otherwise according to the response. */
function holdsToken({ jwt: { payload } }: Artefacts['jarm'], responseType: string | null): boolean {
  if (responseType !== null) return bringsToken(responseType)
  return ['access_token', 'id_token'].some((name) => Boolean(payload?.[name]))
}
