import { processDynamicClientRegistrationResponse } from 'oauth4webapi'
import { jsonObjectOf, jsonTypeOf, textIn } from '@/lib/model/json'
import { notInHeader } from '@/lib/model/http-text'
import type { Issue } from '@/lib/model/issue'
import type { Params } from '@/lib/model/params'
import { parseJson } from '@/lib/model/strict-json'
import { isReachable, parseUrl } from '@/lib/model/url'
import type { CallResult, Send } from './client-context'
import { headersOf } from './http'
import { hasFailed, responseIssue, type ReceivedResponse } from './response-issue'

/** A request to the registration endpoint, or to the URL of a registered client. */
export interface RegistrationCall {
  readonly method: 'POST' | 'GET' | 'PUT' | 'DELETE'
  readonly url: string
  /** The media type of the body; null for a request without one. */
  readonly contentType: string | null
  readonly body: string
  /** The initial access token, the registration access token or an access token; null without one. */
  readonly token: string | null
  /** The headers of the ecosystem. */
  readonly headers: Params
  /** The browser may show its client certificate. */
  readonly certificate: boolean
}

/**
 * The status of a success.
 *
 * @see [RFC 7591](https://www.rfc-editor.org/rfc/rfc7591.html#section-3.2.1)
 * @see [RFC 7592](https://www.rfc-editor.org/rfc/rfc7592.html#section-2)
 */
const success: Readonly<Record<RegistrationCall['method'], number>> = {
  POST: 201,
  GET: 200,
  PUT: 200,
  DELETE: 204,
}

/** Sends a request to register or to manage a client, and says why a conforming client rejects the response. */
export async function callRegistration(send: Send, call: RegistrationCall): Promise<CallResult> {
  const issue = callIssue(call)
  if (issue) return { response: null, issues: [issue] }
  const { method, url, body, certificate } = call
  let response: CallResult['response'] = null
  try {
    const headers = sentHeaders(call)
    response = await send('registration', { method, url, headers, body, certificate })
  } catch (error) {
    const seen = error instanceof Error ? error.message : String(error)
    return { response: null, issues: [{ code: 'request_not_created', seen }] }
  }
  if (response.ok) return { response, issues: await receivedIssues(response, method) }
  const { failure, cause } = response
  return { response, issues: [{ code: `fetch_${failure}`, seen: cause, expected: url }] }
}

function callIssue({ url, token }: RegistrationCall): Issue | null {
  const parsed = parseUrl(url)
  if (!parsed) return { code: 'endpoint_not_url', seen: url, expected: 'registration_endpoint' }
  if (!isReachable(parsed))
    return { code: 'url_not_https', seen: url, expected: 'registration_endpoint' }
  const wrong = token === null ? null : notInHeader(token)
  return wrong === null ? null : { code: 'token_malformed', seen: wrong }
}

function sentHeaders({ contentType, token, headers }: RegistrationCall): Params {
  const own: Params = [
    ['accept', 'application/json'],
    ...(contentType === null ? [] : [['content-type', contentType] as const]),
    ...(token === null ? [] : [['authorization', `Bearer ${token}`] as const]),
  ]
  const names = new Set(own.map(([name]) => name))
  return [...own, ...headers.filter(([name]) => !names.has(name.toLowerCase()))]
}

async function receivedIssues(
  received: ReceivedResponse,
  method: RegistrationCall['method'],
): Promise<readonly Issue[]> {
  const expected = success[method]
  if (hasFailed(received, expected)) return [responseIssue(null, received, expected)]
  if (method === 'DELETE') return []
  if (method !== 'POST') return clientIssues(received)
  try {
    const { status, headers, body } = received
    const response = new Response(body, { status, headers: headersOf(headers) })
    await processDynamicClientRegistrationResponse(response)
    return []
  } catch (error) {
    return [responseIssue(error, received, expected)]
  }
}

/** @see [RFC 7592](https://www.rfc-editor.org/rfc/rfc7592.html#section-3) */
function clientIssues({ body }: ReceivedResponse): readonly Issue[] {
  const json = jsonObjectOf(body)
  if (!json) {
    const { value, error } = parseJson(body)
    return error === null
      ? [{ code: 'response_not_object', seen: jsonTypeOf(value) }]
      : [{ code: 'response_not_json', seen: error }]
  }
  if (textIn(json, 'client_id')) return []
  const seen = Object.keys(json).join(' ')
  return [{ code: 'response_missing_member', about: 'client_id', seen, expected: 'client_id' }]
}
