import type {
  EndpointResponse,
  MessageKind,
  MessageOf,
  OAuthMessage,
} from '@/lib/flow/model/message'
import { jsonObjectOf, membersAsParams } from '@/lib/model/json'
import type { Params } from '@/lib/model/params'
import { isEndpointRequest, isEndpointResponse } from './endpoint-response'

type ParamsOf = { readonly [K in MessageKind]?: (message: MessageOf<K>) => Params }

const ownParams: ParamsOf = {
  'authorization-request': ({ params }) => params,
  'authorization-response': ({ params }) => params,
}

/** The parameters of a message; for a JSON response, the members of its body. */
export function paramsOf(message: OAuthMessage): Params {
  if (isEndpointRequest(message)) return message.params
  if (isEndpointResponse(message)) return bodyMembers(message)
  const read = ownParams[message.kind] as ((message: OAuthMessage) => Params) | undefined
  return read?.(message) ?? []
}

function bodyMembers({ body }: EndpointResponse): Params {
  return membersAsParams(jsonObjectOf(body) ?? {})
}
