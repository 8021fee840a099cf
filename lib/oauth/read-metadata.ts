import { excerpt } from '@/lib/model/text-bound'
import { isObject, jsonText } from '@/lib/model/json'
import { parseJson } from '@/lib/model/strict-json'
import type { Params } from '@/lib/model/params'
import { header } from '@/lib/model/http-text'
import type { Issue } from '@/lib/model/issue'
import type { FetchedDocument, MetadataForm } from './metadata'
import { errorLine, serverErrors } from './error-body'
import { isReachable, parseUrl } from '@/lib/model/url'

/** Reads the response of a metadata URL. Every response becomes a document, whatever its contents. */
export function readDocument(response: {
  readonly url: string
  readonly issuer: string
  readonly form: MetadataForm
  readonly status: number | null
  readonly headers: Params
  readonly body: string
}): FetchedDocument {
  const { value, duplicates } = parseJson(withoutBom(response.body))
  return {
    url: response.url,
    form: response.form,
    issuer: response.issuer,
    status: response.status,
    contentType: header(response.headers, 'content-type') ?? null,
    ...(response.status === null
      ? {}
      : { allowOrigin: header(response.headers, 'access-control-allow-origin') ?? null }),
    body: response.body,
    duplicates,
    json: isObject(value) ? value : null,
  }
}

/** Reads a pasted document. Its status and headers are unknown. */
export function readPasted(text: string, issuer: string): FetchedDocument {
  return readDocument({ url: '', issuer, form: 'explicit', status: null, headers: [], body: text })
}

/**
 * Why a document must not be used; empty if it may be. The issuer is compared by code points.
 *
 * @see [RFC 8414](https://www.rfc-editor.org/rfc/rfc8414.html#section-3.3)
 */
export function metadataIssues(document: FetchedDocument): readonly Issue[] {
  const { status, json, issuer } = document
  if (status !== null && status !== 200) return [statusIssue(status, document)]
  if (!json) return [bodyIssue(document)]
  const published = json['issuer']
  if (published !== issuer)
    return [{ code: 'metadata_issuer', seen: show(published), expected: issuer }]
  const endpoint = json['authorization_endpoint']
  const parsed = typeof endpoint === 'string' ? parseUrl(endpoint) : null
  if (!parsed || !isReachable(parsed))
    return [{ code: 'metadata_authorization_endpoint', seen: show(endpoint) }]
  return []
}

function statusIssue(status: number, { body, contentType }: FetchedDocument): Issue {
  const isRedirect = status >= 300 && status < 400
  const errorText = excerpt(
    errorLine(serverErrors({ body, headers: [['content-type', contentType ?? '']] })),
    maxErrorCharacters,
  )
  const code = isRedirect ? 'metadata_redirect' : 'metadata_status'
  return { code, seen: [String(status), errorText].join(' ').trim() }
}

const maxErrorCharacters = 160
const excerptCharacters = 60

/** The problem with a body that is not a JSON object: empty, a web page, invalid JSON, or another JSON type. */
function bodyIssue({ body, contentType }: FetchedDocument): Issue {
  const text = withoutBom(body).trim()
  if (text === '') return { code: 'metadata_empty' }
  if (isHtml(text, contentType))
    return { code: 'metadata_html', seen: excerpt(text, excerptCharacters) }
  const { value, error } = parseJson(withoutBom(body))
  return error === null
    ? { code: 'metadata_not_object', seen: excerpt(JSON.stringify(value), excerptCharacters) }
    : { code: 'metadata_not_json', seen: error }
}

function isHtml(text: string, contentType: string | null): boolean {
  return (
    /^<(?:!doctype html|html|head|body)\b/i.test(text) || /^text\/html\b/i.test(contentType ?? '')
  )
}

/**
 * A JSON parser may ignore a byte order mark.
 *
 * @see [RFC 8259](https://www.rfc-editor.org/rfc/rfc8259.html#section-8.1)
 */
function withoutBom(text: string): string {
  return text.startsWith('\u{feff}') ? text.slice(1) : text
}

function show(value: unknown): string {
  return value === undefined ? '–' : jsonText(value)
}
