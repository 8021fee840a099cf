import type { EndpointRequest, EndpointResponse } from '@/lib/flow/model/message'
import { jsonObjectOf } from '@/lib/model/json'
import type { PastedMessage } from '@/lib/oauth/pasted-document'

/** A message of an endpoint in the shape of a pasted one, as the rules of such messages read it. */
export function messageDocument(message: EndpointRequest | EndpointResponse): PastedMessage {
  const { headers, body } = message
  const json = jsonObjectOf(body)
  if (!('method' in message))
    return { method: null, url: null, status: message.status, headers, body, json, params: [] }
  const { method, url, params } = message
  return { method, url, status: null, headers, body, json, params }
}
