import { isObject, textIn, type JsonObject } from '@/lib/model/json'
import { header, type HttpText } from '@/lib/model/http-text'
import { param, type Params } from '@/lib/model/params'
import { parseJson } from '@/lib/model/strict-json'
import { formDecode, splitUrl } from '@/lib/model/url'
import type { RequestText } from './paste-http'

/** What a pasted HTTP message or JSON object is, if it belongs to no flow. */
export type DocumentKind =
  | 'protected-resource-metadata'
  | 'registration-request'
  | 'registration-response'
  | 'device-response'
  | 'backchannel-request'
  | 'backchannel-response'

/** A message as pasted. What the text does not show is null. */
export interface PastedMessage {
  readonly method: string | null
  readonly url: string | null
  readonly status: number | null
  /** Null if only the body was pasted. */
  readonly headers: Params | null
  readonly body: string
  /** The JSON object in the body; null if it has none. */
  readonly json: JsonObject | null
  /** The parameters of a form. */
  readonly params: Params
}

export interface PastedDocument {
  readonly of: DocumentKind
  readonly message: PastedMessage
  /** The request that was pasted with a response; null without one. */
  readonly request: PastedMessage | null
}

/** The document in a pasted JSON object; null if it is something else. */
export function documentInJson(json: JsonObject, body: string): PastedDocument | null {
  const of = responseKind(json) ?? errorKind(json) ?? (isRegistration(json) ? request : null)
  return of && { of, message: { ...onlyBody, body, json }, request: null }
}

const request = 'registration-request'
const onlyBody = { method: null, url: null, status: null, headers: null, params: [] } as const

/** The first document in pasted HTTP messages; null if they have none. */
export function documentInHttp(
  requests: readonly RequestText[],
  responses: readonly HttpText[],
): PastedDocument | null {
  const [sent] = requests.map(requestMessage)
  const [received] = responses.map(responseMessage)
  const asked = sent ? requestKind(sent) : null
  if (received) {
    const { json } = received
    const of = (json && (responseKind(json) ?? errorKind(json))) ?? (asked && responseTo[asked])
    return of ? { of, message: received, request: sent ?? null } : null
  }
  return sent && asked && asked !== 'protected-resource-metadata'
    ? { of: asked, message: sent, request: null }
    : null
}

type RequestKind = 'registration-request' | 'backchannel-request' | 'protected-resource-metadata'

const responseTo: Readonly<Record<RequestKind, DocumentKind>> = {
  'registration-request': 'registration-response',
  'backchannel-request': 'backchannel-response',
  'protected-resource-metadata': 'protected-resource-metadata',
}

function requestMessage({ method, target, headers, body }: RequestText): PastedMessage {
  const host = header(headers, 'host')
  const url = target.startsWith('/') && host ? `https://${host.trim()}${target}` : target
  const isForm = header(headers, 'content-type')?.includes('x-www-form-urlencoded') === true
  const params = isForm ? formDecode(body.trim()) : []
  return { method, url, status: null, headers, body, json: objectIn(body), params }
}

function responseMessage({ status, headers, body }: HttpText): PastedMessage {
  return { ...onlyBody, status, headers, body, json: objectIn(body) }
}

function objectIn(body: string): JsonObject | null {
  const { value } = parseJson(body)
  return isObject(value) ? value : null
}

/** @see [RFC 9728](https://www.rfc-editor.org/rfc/rfc9728.html#section-3) */
const resourcePath = '/.well-known/oauth-protected-resource'

function requestKind({ method, url, json, params }: PastedMessage): RequestKind | null {
  const path = splitUrl(url ?? '').base
  if (method === 'GET') return path.includes(resourcePath) ? 'protected-resource-metadata' : null
  if (json && isRegistration(json)) return request
  return isBackchannel(params) ? 'backchannel-request' : null
}

const hints = ['login_hint', 'login_hint_token', 'id_token_hint'] as const

/** A backchannel request has neither a response type nor a grant. */
function isBackchannel(params: Params): boolean {
  const has = (name: string) => param(params, name) !== undefined
  if (has('response_type') || has('grant_type') || has('token') || has('request_uri')) return false
  return (has('scope') && hints.some(has)) || has('client_notification_token')
}

const aboutResource = [
  'authorization_servers',
  'bearer_methods_supported',
  'resource_name',
  'resource_documentation',
  'resource_signing_alg_values_supported',
  'dpop_bound_access_tokens_required',
  'tls_client_certificate_bound_access_tokens',
] as const

const ofRegistration = [
  'client_id_issued_at',
  'client_secret_expires_at',
  'registration_access_token',
  'registration_client_uri',
] as const

function responseKind(json: JsonObject): DocumentKind | null {
  const has = (name: string) => Object.hasOwn(json, name)
  if (has('access_token') || has('issuer')) return null
  if (has('resource') && aboutResource.some(has)) return 'protected-resource-metadata'
  if (has('device_code') || (has('user_code') && has('verification_uri'))) return 'device-response'
  if (has('auth_req_id')) return 'backchannel-response'
  return has('client_id') && ofRegistration.some(has) ? 'registration-response' : null
}

/** Error codes that only one endpoint has. */
const errorsOf: readonly (readonly [DocumentKind, ReadonlySet<string>])[] = [
  [
    'registration-response',
    new Set([
      'invalid_redirect_uri',
      'invalid_client_metadata',
      'invalid_software_statement',
      'unapproved_software_statement',
    ]),
  ],
  [
    'backchannel-response',
    new Set([
      'expired_login_hint_token',
      'unknown_user_id',
      'missing_user_code',
      'invalid_user_code',
      'invalid_binding_message',
    ]),
  ],
]

function errorKind(json: JsonObject): DocumentKind | null {
  const error = textIn(json, 'error')
  return errorsOf.find(([, codes]) => error !== null && codes.has(error))?.[0] ?? null
}

/** Client metadata of a request. A document at the URL that is its own `client_id` is not a registration. */
function isRegistration(json: JsonObject): boolean {
  const isPublished = textIn(json, 'client_id')?.startsWith('https://') === true
  if (isPublished || Object.hasOwn(json, 'access_token')) return false
  const hasUris = Array.isArray(json['redirect_uris'])
  return hasUris || (textIn(json, 'software_statement') !== null && !Object.hasOwn(json, 'state'))
}
