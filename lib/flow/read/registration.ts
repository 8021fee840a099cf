import type { EndpointRequest, EndpointResponse } from '@/lib/flow/model/message'
import { decodeJwt } from '@/lib/jose/decode'
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
  return { method, url, status: null, headers, body, json: registrationMembers(request), params: [] }
}

/** A response of the registration endpoint in the shape of a pasted message. */
export function receivedRegistration(response: EndpointResponse<'registration'>): PastedMessage {
  const { status, headers, body } = response
  const json = registrationMembers(response)
  return { method: null, url: null, status, headers, body, json, params: [] }
}
