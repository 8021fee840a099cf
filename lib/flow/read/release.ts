import { splitRoute, type FragmentParts } from '@/lib/model/fragment-route'
import { carriers } from '@/lib/oauth/response'
import { formDecode, formEncode, joinUrl, splitUrl } from '@/lib/model/url'
import type { Delivery, ReleaseChange } from '@/lib/flow/model/hold'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import type { Params } from '@/lib/model/params'

/** A navigation to the redirect_uri. */
type Navigation = Pick<Delivery, 'method' | 'url' | 'form'>

type Received = Pick<AuthorizationResponse, 'url' | 'target' | 'responseMode' | 'params'>

/**
 * The navigation that sends parameters to the app: in the query, the fragment or a form, like the response,
 * and always to the URL of the response. Without changes the URL is identical to the received one, and
 * unchanged parameters keep their encoding.
 */
export function deliveryOf(response: Received, params: Params): Navigation {
  if (response.responseMode === 'form') return { method: 'POST', url: response.url, form: params }
  if (samePairs(response.params, params)) return get(response.url)
  const { fragment } = splitUrl(response.url)
  const target = splitUrl(response.target)
  const text = encodeAs(segmentsOf(response), params)
  const parts =
    response.responseMode === 'fragment'
      ? { ...target, fragment: routeOf(response) + text }
      : { ...target, query: target.query ? `${target.query}&${text}` : text, fragment }
  return get(joinUrl(parts))
}

/** The text of a fragment before the response parameters: the route of an app; usually empty. */
export function routeOf({ url, target }: Pick<Received, 'url' | 'target'>): string {
  const { route } = partsOf(url)
  const own = splitUrl(target).fragment ?? ''
  return route.startsWith(own) ? route : `${own}&`
}

function partsOf(url: string): FragmentParts {
  return splitRoute(splitUrl(url).fragment ?? '', carriers)
}

function get(url: string): Navigation {
  return { method: 'GET', url, form: null }
}

/** The parameters that differ. The n-th value of a name is compared with the n-th received value. */
export function changesOf(from: Params, to: Params): readonly ReleaseChange[] {
  const names = [...new Set([...from, ...to].map(([name]) => name))]
  return names.flatMap((name) => {
    const [old, now] = [valuesOf(from, name), valuesOf(to, name)]
    const length = Math.max(old.length, now.length)
    return Array.from({ length }, (_, index) => ({
      name,
      from: old[index] ?? null,
      to: now[index] ?? null,
    })).filter((change) => change.from !== change.to)
  })
}

function valuesOf(params: Params, name: string): readonly string[] {
  return params.flatMap(([key, value]) => (key === name ? [value] : []))
}

/** The segments of the received query or fragment, without decoding. */
function segmentsOf({ url, responseMode }: Received): readonly string[] {
  const text = responseMode === 'fragment' ? partsOf(url).params : splitUrl(url).query
  return text?.split('&') ?? []
}

/** Encodes parameters. An unchanged parameter keeps its received encoding. */
function encodeAs(segments: readonly string[], params: Params): string {
  const left = segments.map((text) => ({ text, pair: JSON.stringify(formDecode(text)) }))
  return params
    .map((param) => {
      const at = left.findIndex(({ pair }) => pair === JSON.stringify([param]))
      return at < 0 ? formEncode([param]) : left.splice(at, 1)[0]?.text
    })
    .join('&')
}

function samePairs(a: Params, b: Params): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
