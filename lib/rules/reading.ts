import { param, type Params } from '@/lib/model/params'
import type { AuthorizationResponse, EndpointResponse } from '@/lib/flow/model/message'
import { membersOf } from '@/lib/flow/read/response-members'
import { decodeJwt } from '@/lib/jose/decode'
import type { DecodedJwt } from '@/lib/jose/types'
import { jsonObjectOf, type JsonObject } from '@/lib/model/json'
import type { FetchedDocument } from '@/lib/oauth/metadata'
import { splitRoute } from '@/lib/model/fragment-route'
import { responseParameters } from '@/lib/oauth/registered-members'
import { formDecode, splitUrl } from '@/lib/model/url'
import { notObserved } from './rule'

/** The metadata in a document; null if the response was something else, such as an error page. */
export function metadataOf({ status, json }: FetchedDocument): JsonObject | null {
  return status === null || status === 200 ? json : null
}

/** Members that every OpenID provider publishes, and no other specification defines. */
const openIdMembers = ['subject_types_supported', 'id_token_signing_alg_values_supported'] as const

/**
 * Whether a document describes an OpenID provider. A pasted document with the scope `openid` may be the OAuth
 * metadata of one, which needs none of its members.
 */
export function isOpenId(document: FetchedDocument): boolean {
  if (document.form !== 'explicit') return document.form === 'oidc'
  const metadata = metadataOf(document) ?? {}
  return (
    document.url.includes('/.well-known/openid-configuration') ||
    openIdMembers.some((name) => Object.hasOwn(metadata, name))
  )
}

/** Whether the server refused the request, so that the rules for success responses do not apply. */
export function isRefused({ status, body }: Pick<EndpointResponse, 'status' | 'body'>): boolean {
  return (status !== null && status >= 400) || jsonObjectOf(body)?.['error'] !== undefined
}

/**
 * The type and subtype of a Content-Type, without its parameters.
 *
 * @see [RFC 8259](https://www.rfc-editor.org/rfc/rfc8259.html#section-11)
 */
export function mediaType(contentType: string): string {
  return (contentType.split(';')[0] ?? '').trim().toLowerCase()
}

export function namesOf(params: Params): readonly string[] {
  return params.map(([name]) => name)
}

/** The value of a parameter. An empty value counts as omitted. */
export function given(params: Params, name: string): string | undefined {
  return param(params, name) || undefined
}

/** Whether a `request_uri` has the form that RFC 9126 recommends; a server may choose another one. */
export function isParUri(requestUri: string): boolean {
  return /^urn:ietf:params:oauth:request_uri:/i.test(requestUri)
}

/** Whether a response is a JARM, which has its parameters inside `response`. */
export function isJarm({ params }: Pick<AuthorizationResponse, 'params'>): boolean {
  return given(params, 'response') !== undefined
}

/**
 * The readable members of a response, including those inside a JARM. `not-observed` if the JARM is encrypted
 * and could not be opened, undefined if it is not a JWT.
 */
export function membersIn(message: AuthorizationResponse): Params | typeof notObserved | undefined {
  const members = membersOf(message)
  if (!isJarm(message) || members !== message.params) return members
  return decodeJwt(given(message.params, 'response') ?? '').kind === 'jwe' ? notObserved : undefined
}

/** The members of a response; empty if they cannot be read. */
export function readableMembers(message: AuthorizationResponse): Params {
  const members = membersIn(message)
  return typeof members === 'object' ? members : []
}

/** The ID token in an authorization response, decrypted if possible; null if there is none. */
export function frontIdToken(message: AuthorizationResponse): DecodedJwt | null {
  const text = given(readableMembers(message), 'id_token')
  const opened = message.jwts.find(({ name }) => name === 'id_token')?.decryption?.plaintext
  return text === undefined ? null : decodeJwt(opened ?? text)
}

/** Response parameters that are in a different part of the URL than the rest of the response. */
export function namesElsewhere({ url, responseMode }: AuthorizationResponse): readonly string[] {
  const { query, fragment } = splitUrl(url)
  const elsewhere: Params = [
    ...(responseMode === 'query' ? [] : formDecode(query ?? '')),
    ...(responseMode === 'fragment' ? [] : formDecode(splitRoute(fragment ?? '').params)),
  ]
  return namesOf(elsewhere).filter((name) => responseParameters.has(name))
}

/**
 * Whether a response is behind the route of an app in the fragment. OAuth does not define where parameters are
 * added to a redirect_uri with a fragment.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-3.1.2)
 */
export function isBehindRoute({ target }: Pick<AuthorizationResponse, 'target'>): boolean {
  return splitUrl(target).fragment !== null
}
