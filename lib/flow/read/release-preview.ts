import { formDecode, formEncode, splitUrl } from '@/lib/model/url'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import type { Params } from '@/lib/model/params'
import { deliveryOf, routeOf } from './release'
import { draftParams, itemsOf, type DraftItem, type ReleaseDraft } from './release-draft'

/** One parameter, sent or left out. `text` is its encoded value. */
export interface PreviewItem {
  readonly name: string
  readonly text: string
  /** Name and value as encoded in the URL or the form. */
  readonly segment: string
  readonly kind: DraftItem['kind']
}

/** The URL or the posted form that the app will receive. */
export interface Preview {
  /** The URL before the parameters. */
  readonly base: string
  /** The text between `base` and the parameters: `?`, or `#` with the route of the app; null for a form. */
  readonly mark: string | null
  readonly items: readonly PreviewItem[]
  /** The text after the parameters, including its `#`; usually empty. */
  readonly rest: string
}

type Received = Pick<AuthorizationResponse, 'url' | 'target' | 'responseMode' | 'params'>

/**
 * The exact text that the app will receive for a draft. Left-out parameters are shown at their original
 * position.
 */
export function previewOf(response: Received, draft: ReleaseDraft): Preview {
  const items = itemsOf(response.params, draft)
  const { url, form } = deliveryOf(response, draftParams(response.params, draft))
  if (form !== null) return { base: url, mark: null, items: items.map(asEncoded), rest: '' }
  const { base, query, fragment } = splitUrl(url)
  if (response.responseMode === 'fragment') {
    const before = query === null ? base : `${base}?${query}`
    const route = routeOf(response)
    const segments = segmentsOf(fragment?.slice(route.length) ?? null)
    return { base: before, mark: `#${route}`, items: placed(segments, items), rest: '' }
  }
  const rest = fragment === null ? '' : `#${fragment}`
  return { base, mark: '?', items: placed(segmentsOf(query), items), rest }
}

function segmentsOf(text: string | null): readonly string[] {
  return text ? text.split('&') : []
}

/** The segments that are sent, with the kind of change, and the left-out ones at their position. */
function placed(segments: readonly string[], items: readonly DraftItem[]): readonly PreviewItem[] {
  const pool = [...items]
  const found: PreviewItem[] = []
  for (const segment of segments) {
    const pair = formDecode(segment)[0] ?? ['', '']
    const at = pool.findIndex(({ name, to }) => name === pair[0] && to === pair[1])
    const before = pool.slice(0, Math.max(at, 0))
    const out = before.filter(({ kind }) => kind === 'left-out')
    const [item] = at < 0 ? [] : pool.splice(at, 1)
    pool.splice(0, before.length, ...before.filter((each) => !out.includes(each)))
    found.push(...out.map(asEncoded), { ...cut(segment), kind: item?.kind ?? 'same' })
  }
  return [...found, ...pool.map(asEncoded)]
}

/** The encoded name and value of a segment. */
function cut(segment: string): Omit<PreviewItem, 'kind'> {
  const at = segment.indexOf('=')
  return at < 0
    ? { name: segment, text: '', segment }
    : { name: segment.slice(0, at), text: segment.slice(at + 1), segment }
}

function asEncoded({ name, from, to, kind }: DraftItem): PreviewItem {
  const pair: Params[number] = [name, to ?? from ?? '']
  return { ...cut(formEncode([pair])), kind }
}
