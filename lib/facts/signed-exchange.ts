import type { Flow } from '@/lib/flow/model/flow'
import type { EndpointRequest } from '@/lib/flow/model/message'
import { requestOf } from '@/lib/flow/read/endpoint-response'
import {
  hasJwtBody,
  isApiMessage,
  isApiRequest,
  jwsHeader,
  type ApiMessage,
} from '@/lib/flow/read/signed-message'
import { decodeJwt } from '@/lib/jose/decode'
import type { DecodedJwt } from '@/lib/jose/types'
import { header } from '@/lib/model/http-text'
import type { Params } from '@/lib/model/params'

/** The message that a signature belongs to. Null means "not known". */
export interface SignedExchange {
  readonly of: 'request' | 'response'
  /** When it was sent or received, in seconds since the epoch. */
  readonly at: number
  readonly headers: Params
  readonly hasBody: boolean
  /** Of the request. */
  readonly method: string | null
  readonly url: string | null
  /** The signature of the request, or its signed body. */
  readonly ofRequest: DecodedJwt | null
  /** Of the request of a response. */
  readonly requestHeaders: Params | null
  /** `jti` of the earlier bodies that the same side signed. */
  readonly earlierIds: ReadonlySet<unknown>
}

/** Facts about a signed message of a flow. */
export function signedExchangeOf(
  message: ApiMessage,
  flow: Pick<Flow, 'messages'>,
): SignedExchange {
  const isRequest = isApiRequest(message)
  const own = {
    of: isRequest ? 'request' : 'response',
    at: message.at / 1000,
    headers: message.headers,
    hasBody: message.body !== '',
    earlierIds: earlierIds(message, flow, isRequest),
  } as const
  if (isApiRequest(message)) {
    const { method, url } = message
    return { ...own, method, url, ofRequest: null, requestHeaders: null }
  }
  const request = 'requestMessageId' in message ? requestOf(flow, message) : undefined
  if (!request) return { ...own, method: null, url: null, ofRequest: null, requestHeaders: null }
  const { method, url, headers } = request
  return { ...own, method, url, ofRequest: signedBy(request), requestHeaders: headers }
}

function signedBy(request: EndpointRequest): DecodedJwt | null {
  const detached = header(request.headers, jwsHeader)
  if (detached !== undefined) return decodeJwt(detached)
  const api = request as EndpointRequest<'resource'>
  return hasJwtBody(api) ? decodeJwt(api.body.trim()) : null
}

function earlierIds(
  message: ApiMessage,
  { messages }: Pick<Flow, 'messages'>,
  isRequest: boolean,
): ReadonlySet<unknown> {
  const index = messages.findIndex(({ id }) => id === message.id)
  const before = (index < 0 ? messages : messages.slice(0, index)).filter(isApiMessage)
  const ids = before
    .filter((each) => isApiRequest(each) === isRequest && hasJwtBody(each))
    .map(({ body }) => decodeJwt(body.trim()).payload?.['jti'])
  return new Set(ids.filter((jti) => jti !== undefined))
}
