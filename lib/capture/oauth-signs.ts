import { jsonObjectOf, type JsonObject } from '@/lib/model/json'
import { param, paramsIn, type Params } from '@/lib/model/params'
import { authorizationOf, header } from '@/lib/model/http-text'
import { formDecode, splitUrl } from '@/lib/model/url'
import type { NetworkEntry } from './network-entry'

/**
 * The OAuth contents of a network entry: the members that were sent, the members received, and the access
 * token.
 */
export interface Signs {
  readonly sent: Params
  /** Null if the response is not a JSON object. */
  readonly received: JsonObject | null
  /** The access token in a header, a form or a query; null if there is none. */
  readonly token: string | null
  readonly hasProof: boolean
}

export function signsOf({ request, response }: NetworkEntry): Signs {
  const sent = sentMembers(request)
  return {
    sent,
    received: jsonObjectOf(response.body),
    token: tokenIn(request, sent),
    hasProof: header(request.headers, 'dpop') !== undefined,
  }
}

/** The members of a form, or of a JSON object. */
export function sentMembers({
  headers,
  body,
}: Pick<NetworkEntry['request'], 'headers' | 'body'>): Params {
  if (header(headers, 'content-type')?.includes('x-www-form-urlencoded')) return formDecode(body)
  return paramsIn(jsonObjectOf(body))
}

const tokenSchemes: ReadonlySet<string> = new Set(['bearer', 'dpop'])

/** @see [RFC 6750](https://www.rfc-editor.org/rfc/rfc6750.html#section-2) */
function tokenIn({ url, headers }: NetworkEntry['request'], sent: Params): string | null {
  const { scheme, rest } = authorizationOf(header(headers, 'authorization') ?? '')
  if (tokenSchemes.has(scheme.toLowerCase()) && /^\S+$/.test(rest)) return rest
  return param([...sent, ...formDecode(splitUrl(url).query ?? '')], 'access_token') ?? null
}
