import type { EndpointRequest } from '@/lib/flow/model/message'
import { clientAuthOf, type ClientAuthMethod } from '@/lib/model/client-auth-methods'
import { textIn, type JsonObject } from '@/lib/model/json'
import { header } from '@/lib/model/http-text'
import type { Params } from '@/lib/model/params'
import { mtlsAliases } from '@/lib/oauth/endpoint-members'
import { authenticationsOf } from './grant-reading'
import { mediaType } from './reading'
import { notObserved, type CheckResult } from './rule'

export const formType = 'application/x-www-form-urlencoded'

/** Judges the parameters of a request. A body that was observed and is not a form has none. */
export function inParams(
  request: EndpointRequest,
  check: (params: Params) => CheckResult,
): CheckResult {
  if (request.params.length > 0) return check(request.params)
  return isForm(request) === false ? undefined : notObserved
}

/** Whether the body of a request is a form; null if its type is not known. */
export function isForm({ headers, params }: EndpointRequest): boolean | null {
  if (params.length > 0) return true
  const contentType = header(headers, 'content-type')
  return contentType === undefined ? null : mediaType(contentType) === formType
}

/** Whether a request was observed, and has no body. */
export function lacksBody({ headers, body }: EndpointRequest): boolean {
  return headers.length > 0 && body === ''
}

/**
 * How the client authenticated. A certificate beside another method may be there only to bind the tokens to it,
 * so it counts alone.
 *
 * @see [RFC 8705](https://www.rfc-editor.org/rfc/rfc8705.html#section-3)
 */
export function authenticatedBy(request: EndpointRequest): readonly ClientAuthMethod[] {
  const methods = authenticationsOf(request)
  const others = methods.filter((method) => clientAuthOf(method).family !== 'mtls')
  return others.length > 0 ? others : methods
}

/** Whether Parley knows all credentials of a request. A browser hides the certificates of its pages. */
export function showsCredentials({ source }: Pick<EndpointRequest, 'source'>): boolean {
  return source === 'parley'
}

/**
 * The endpoint for clients with a certificate; null if the metadata has none.
 *
 * @see [RFC 8705](https://www.rfc-editor.org/rfc/rfc8705.html#section-5)
 */
export function mtlsAlias(metadata: JsonObject, endpoint: string): string | null {
  return textIn(mtlsAliases(metadata), endpoint)
}
