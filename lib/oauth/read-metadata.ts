import { parseJson } from '@/lib/jose/strict-json'
import type { Params } from '@/lib/flow/message'
import { header } from './http-text'
import type { Issue } from './issue'
import type { FetchedDocument, Metadata, MetadataForm } from './metadata'
import { isReachable, parseUrl } from './url'

/** Reads what a well-known URL answered; whatever it is, it becomes a document. */
export function readDocument(answer: {
  readonly url: string
  readonly issuer: string
  readonly form: MetadataForm
  readonly status: number
  readonly headers: Params
  readonly body: string
}): FetchedDocument {
  const { value, duplicates } = parseJson(answer.body)
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  return {
    url: answer.url,
    form: answer.form,
    issuer: answer.issuer,
    status: answer.status,
    contentType: header(answer.headers, 'content-type') ?? null,
    body: answer.body,
    duplicates,
    json: isObject ? (value as Metadata) : null,
    redirected: false,
  }
}

/**
 * Why a document must not be used; empty where it may be. The issuer is compared code point by code point.
 *
 * @see [RFC 8414](https://www.rfc-editor.org/rfc/rfc8414.html#section-3.3)
 */
export function metadataIssues(document: FetchedDocument): readonly Issue[] {
  const { url, status, json, issuer } = document
  if (status !== 200) return [{ code: 'metadata_status', seen: String(status), expected: url }]
  if (!json) return [{ code: 'metadata_not_json', seen: excerpt(document.body), expected: url }]
  const published = json['issuer']
  if (published !== issuer)
    return [{ code: 'metadata_issuer', seen: show(published), expected: issuer }]
  const endpoint = json['authorization_endpoint']
  const parsed = typeof endpoint === 'string' ? parseUrl(endpoint) : null
  if (!parsed || !isReachable(parsed))
    return [{ code: 'metadata_authorization_endpoint', seen: show(endpoint) }]
  return []
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : typeof value === 'string' ? value : JSON.stringify(value)
}

function excerpt(body: string): string {
  const text = body.trim()
  return text === '' ? 'nothing' : text.slice(0, 60)
}
