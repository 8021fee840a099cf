import { clientOfRequest } from '@/lib/facts/flow-parties'
import type { EndpointRequest } from '@/lib/flow/model/message'
import type { Artefacts } from '../artefacts'
import { finding } from '../builders'
import { given } from '../reading'
import { isReceived, isSuccess } from '../response-reading'
import { defineRule, notObserved } from '../rule'
import { show } from '../token-reading'

/** Grants that continue the authorization. */
const continuing: ReadonlySet<string | undefined> = new Set(['authorization_code', 'refresh_token'])

/**
 * The client that sent the authorization request also requests the tokens. Once there is a response, the fault
 * shows there.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-4.1.3)
 */
export default defineRule({
  id: 'fl-client-one',
  on: 'flow',
  about: 'client_id',
  refs: ['RFC6749-4.1.3', 'RFC9126-2.2', 'FAPI2-SP-5.3.2.2'],
  check(artefact) {
    const request = judgedRequest(artefact)
    if (!request || !continuing.has(given(request.params, 'grant_type'))) return undefined
    const client = clientOfRequest(request)
    if (client === null) return undefined
    const { authorizedClient } = artefact.flowContext
    if (authorizedClient === null) return notObserved
    if (client === authorizedClient) return []
    const { message } = artefact
    const isAccepted = message.kind === 'token-response' && isSuccess(message)
    return [finding(isAccepted ? 'accepted' : 'differs', show(client), authorizedClient)]
  },
})

function judgedRequest({ message, flowContext }: Artefacts['flow']): EndpointRequest | null {
  const { request, response } = flowContext
  if (message.kind === 'token-response') return isReceived(message) ? request : null
  const isOpen = response === null || !isReceived(response)
  return message.kind === 'token-request' && isOpen ? message : null
}
