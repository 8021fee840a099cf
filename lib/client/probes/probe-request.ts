import { signJwt } from '@/lib/jose/sign-jwt'
import { decodeJwt } from '@/lib/jose/decode'
import { header } from '@/lib/model/http-text'
import { isObject } from '@/lib/model/json'
import type { Params } from '@/lib/model/params'
import { formDecode, joinUrl, splitUrl } from '@/lib/model/url'
import type { ProbeDifference } from '@/lib/model/probe'
import { searchParams } from '@/lib/oauth/authorize-params'
import type { ProbeChange } from '@/lib/oauth/probes/model'
import type { ClientContext, SentRequest } from '../client-context'
import { changeParams, type ProbeTools } from './change-params'

/** A request with its one change. */
export interface ChangedRequest {
  readonly request: SentRequest
  /** Empty if the request has the wrong value already. */
  readonly differences: readonly ProbeDifference[]
}

/** Changes one thing of a request with a form. Throws a `ProbeError` if that is not possible. */
export async function changeRequest(
  ctx: ClientContext,
  request: SentRequest,
  change: ProbeChange,
  tools: ProbeTools,
): Promise<ChangedRequest> {
  const { params, differences } = await changeParams(formDecode(request.body), change, tools)
  if (change.kind === 'method') return { request: await asGet(ctx, request), differences }
  return { request: { ...request, body: String(searchParams(params)) }, differences }
}

/** Changes one thing of an authorize URL. */
export async function changeUrl(
  url: string,
  change: ProbeChange,
  tools: ProbeTools,
): Promise<{ readonly url: string; readonly differences: readonly ProbeDifference[] }> {
  const { base, query, fragment } = splitUrl(url)
  const { params, differences } = await changeParams(formDecode(query ?? ''), change, tools)
  return { url: joinUrl({ base, query: String(searchParams(params)), fragment }), differences }
}

async function asGet(ctx: ClientContext, request: SentRequest): Promise<SentRequest> {
  const { base } = splitUrl(request.url)
  const headers = request.headers.filter(([name]) => !/^content-type$/i.test(name))
  return {
    ...request,
    method: 'GET',
    url: joinUrl({ base, query: request.body, fragment: null }),
    headers: await withProofFor(ctx, 'GET', headers),
    body: '',
  }
}

/**
 * A DPoP proof names the method, so it is signed again: a proof for POST would be a second change.
 *
 * @see [RFC 9449](https://www.rfc-editor.org/rfc/rfc9449.html#section-4.2)
 */
async function withProofFor(ctx: ClientContext, htm: string, headers: Params): Promise<Params> {
  const proof = header(headers, 'dpop')
  if (proof === undefined || !ctx.dpop) return headers
  const decoded = decodeJwt(proof)
  if (!isObject(decoded.header) || !isObject(decoded.payload)) return headers
  const signed = await signJwt(decoded.header, { ...decoded.payload, htm }, ctx.dpop.privateKey)
  return headers.map(([name, value]) => [name, /^dpop$/i.test(name) ? signed : value])
}
