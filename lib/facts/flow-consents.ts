import type { EndpointRequest, OAuthMessage } from '@/lib/flow/model/message'
import { isEndpointResponse, isSuccess } from '@/lib/flow/read/endpoint-response'
import { jsonObjectOf, textIn } from '@/lib/model/json'
import { param } from '@/lib/model/params'
import { presentedToken } from './request-context'

/** Facts about the consent that a flow withdrew. */
export interface ConsentFacts {
  /** When the server confirmed the withdrawal of the consent behind the presented token; null if it did not before. */
  readonly consentWithdrawnAt: number | null
}

/** Reads the messages of a flow one after the other. */
export function consentReader(): (
  message: OAuthMessage,
  request: EndpointRequest | null,
) => ConsentFacts {
  const ofUser = new Set<string>()
  let withdrawnAt: number | null = null

  return (message, request) => {
    const token = request && presentedToken(request as OAuthMessage)
    const isOfUser = typeof token === 'string' && ofUser.has(token)
    const facts = { consentWithdrawnAt: isOfUser ? withdrawnAt : null }
    if (!request || !isEndpointResponse(message) || !isSuccess(message)) return facts
    if (message.purpose === 'withdraw') withdrawnAt ??= message.at
    const grant = param(request.params, 'grant_type')
    const access = textIn(jsonObjectOf(message.body), 'access_token')
    const isToken = message.kind === 'token-response' && grant !== 'client_credentials'
    if (isToken && access !== null) ofUser.add(access)
    return facts
  }
}
