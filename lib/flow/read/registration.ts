import type { EndpointRequest, EndpointResponse } from '@/lib/flow/model/message'
import type { Flow } from '@/lib/flow/model/flow'
import { decodeJwt } from '@/lib/jose/decode'
import { isSuccess } from './endpoint-response'
import { jsonObjectOf, type JsonObject } from '@/lib/model/json'
import { looksLikeJwt } from '@/lib/oauth/jwt-text'
import type { PastedMessage } from '@/lib/oauth/pasted-document'

/**
 * The client metadata in the body of a registration message: the JSON object, or the payload of the JWS. Null if
 * the body is neither.
 *
 * @see [RFC 7591](https://www.rfc-editor.org/rfc/rfc7591.html#section-3.1)
 */
export function registrationMembers({
  body,
}: Pick<EndpointRequest | EndpointResponse, 'body'>): JsonObject | null {
  return looksLikeJwt(body) ? decodeJwt(body.trim()).payload : jsonObjectOf(body)
}

/** A registration or an update in the shape of a pasted message; null for a request without client metadata. */
export function sentRegistration(request: EndpointRequest<'registration'>): PastedMessage | null {
  return request.method === 'POST' || request.method === 'PUT' ? registrationMessage(request) : null
}

/** Any request to the registration endpoint in the shape of a pasted message. */
export function registrationMessage(request: EndpointRequest<'registration'>): PastedMessage {
  const { method, url, headers, body } = request
  return {
    method,
    url,
    status: null,
    headers,
    body,
    json: registrationMembers(request),
    params: [],
  }
}

/** A response of the registration endpoint in the shape of a pasted message. */
export function receivedRegistration(response: EndpointResponse<'registration'>): PastedMessage {
  const { status, headers, body } = response
  const json = registrationMembers(response)
  return { method: null, url: null, status, headers, body, json, params: [] }
}

/** A request to the registration endpoint with its response; null while it is under way. */
export interface RegistrationExchange {
  readonly request: EndpointRequest<'registration'>
  readonly response: EndpointResponse<'registration'> | null
}

/** The newest request of a flow to the registration endpoint; null if it has none. */
export function newestRegistration({
  messages,
}: Pick<Flow, 'messages'>): RegistrationExchange | null {
  const request = messages.findLast((message) => message.kind === 'registration-request')
  if (request?.kind !== 'registration-request') return null
  const response = messages.find(
    (message) =>
      message.kind === 'registration-response' && message.requestMessageId === request.id,
  )
  return { request, response: response?.kind === 'registration-response' ? response : null }
}

/** The client metadata that a flow registered; null if the server did not register the client. */
export function registeredMembers(flow: Pick<Flow, 'messages'>): JsonObject | null {
  const newest = newestRegistration(flow)
  const isRegistered = newest?.request.method === 'POST' && newest.response !== null
  if (!isRegistered || !newest.response || !isSuccess(newest.response)) return null
  return registrationMembers(newest.response)
}
