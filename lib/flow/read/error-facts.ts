import type { Flow, RequestedParams } from '@/lib/flow/model/flow'
import type { EndpointRequest, EndpointResponse } from '@/lib/flow/model/message'
import { decodeJwt } from '@/lib/jose/decode'
import type { DecodedJwt } from '@/lib/jose/types'
import { header } from '@/lib/model/http-text'
import { param } from '@/lib/model/params'
import { serverErrors, type ServerError } from '@/lib/oauth/error-body'
import type { Metadata } from '@/lib/oauth/metadata'
import type { ClientAuth } from '@/lib/oauth/profile'
import { isSuccess, requestOf } from './endpoint-response'
import { membersOf } from './response-members'

/** What is known about a response that an endpoint refused a request with. Null means "not known". */
export interface ErrorFacts {
  readonly response: EndpointResponse
  readonly request: EndpointRequest | null
  readonly errors: readonly ServerError[]
  readonly requested: RequestedParams
  readonly metadata: Metadata | null
  /** The settings of the profile, if Parley sent the request. */
  readonly clientAuth: ClientAuth | null
  /** Seconds from the response with the code to the request that used it. */
  readonly codeAge: number | null
  /** The code was in an earlier token request of the flow. */
  readonly isCodeUsed: boolean
}

/** What is known apart from the messages of the flow. */
export type Settings = Pick<ErrorFacts, 'metadata' | 'clientAuth'>

/** The facts about a refused request; null for a success, or if no response was received. */
export function errorFacts(
  flow: Flow,
  response: EndpointResponse,
  { metadata, clientAuth }: Settings,
): ErrorFacts | null {
  const errors = response.status === null ? [] : serverErrors(response)
  const isError = errors.some(({ dialect }) => dialect === 'oauth')
  if (response.status === null || (isSuccess(response) && !isError)) return null
  const request = requestOf(flow, response) ?? null
  return {
    response,
    request,
    errors,
    requested: flow.requested,
    metadata,
    clientAuth: request?.source === 'parley' ? clientAuth : null,
    ...codeFacts(flow, request),
  }
}

function codeFacts(
  { messages }: Flow,
  request: EndpointRequest | null,
): Pick<ErrorFacts, 'codeAge' | 'isCodeUsed'> {
  const code = request ? param(request.params, 'code') : undefined
  if (!request || code === undefined) return { codeAge: null, isCodeUsed: false }
  const received = messages.find(
    (message) =>
      message.kind === 'authorization-response' && param(membersOf(message), 'code') === code,
  )
  return {
    codeAge: received ? Math.round((request.at - received.at) / 1000) : null,
    isCodeUsed: messages.some(
      (message) =>
        message.kind === 'token-request' &&
        message.id !== request.id &&
        message.at <= request.at &&
        param(message.params, 'code') === code,
    ),
  }
}

export function hasCode({ errors }: ErrorFacts, ...codes: readonly string[]): boolean {
  return errors.some(({ code }) => codes.includes(code))
}

/** The client assertion that was sent; null if none was. */
export function assertionOf({ request }: ErrorFacts): DecodedJwt | null {
  const text = request ? param(request.params, 'client_assertion') : undefined
  return text === undefined ? null : decodeJwt(text)
}

/** The client authentication method of a request, from its credentials; null if it has none. */
export function sentMethod(facts: ErrorFacts): string | null {
  const { request } = facts
  if (!request) return null
  const authorization = header(request.headers, 'authorization') ?? ''
  if (/^basic /i.test(authorization)) return 'client_secret_basic'
  if (param(request.params, 'client_secret') !== undefined) return 'client_secret_post'
  const assertion = assertionOf(facts)
  if (!assertion) return request.certificate ? 'tls_client_auth' : null
  const alg = assertion.header?.['alg']
  return typeof alg === 'string' && alg.startsWith('HS') ? 'client_secret_jwt' : 'private_key_jwt'
}
