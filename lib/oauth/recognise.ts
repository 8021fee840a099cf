import { excerpt } from '@/lib/model/text-bound'
import { isObject } from '@/lib/model/json'
import { param, type Params } from '@/lib/model/params'
import { header, type HttpText } from '@/lib/model/http-text'
import type { Issue } from '@/lib/model/issue'
import { parseJson } from '@/lib/model/strict-json'
import { readCurl } from './paste-curl'
import { readPastedHttp, type RequestText } from './paste-http'
import { keysIn, metadataIn, misplacedIn, responseIn } from './paste-json'
import { formIn, pairsIn } from './paste-pairs'
import { documentInHttp, documentInJson } from './pasted-document'
import { readParBody } from './paste-par'
import { findRequestUri } from './paste-request-uri'
import { plainPaste } from './paste-text'
import {
  findTokens,
  pastedTokens,
  readAssignedToken,
  readToken,
  serializationIn,
  tokensFound,
  tokensIn,
  tokensInJson,
} from './paste-tokens'
import { repairUrl, urlsIn } from './paste-url'
import type { Recognition } from './recognition'
import { credentials, readResponse, type ReadResponse } from './response'
import { formDecode, isSamePlace, parseUrl, splitUrl } from '@/lib/model/url'

/** Characters of a text that are quoted in an issue. */
const maxSeen = 60

/** Maximum characters of a pasted text; a longer one is rejected. */
const maxLength = 1_000_000

const unknown = (issue: Issue): Recognition => ({ kind: 'unknown', issues: [issue] })

type Reader = (text: string) => Recognition | null

/** Tried in this order. The first result that is known is used. */
const readers: readonly Reader[] = [
  readHttp,
  readHeaders,
  readJson,
  readMembers,
  readPairs,
  readForm,
  readToken,
  readRequestUri,
  readAssignedToken,
  readUrl,
  readParams,
  findRequestUri,
  findUrl,
  findTokens,
]

/**
 * Recognises a pasted text: a request_uri, a PAR response, an authorize URL, an authorization response, tokens,
 * metadata or a JWKS; alone, as HTTP messages, or wrapped as terminals, logs, pages and chats show them. Never
 * throws.
 */
export function recognise(input: string): Recognition {
  if (input.length > maxLength)
    return unknown({ code: 'too_long', seen: String(input.length), expected: String(maxLength) })
  const curl = readCurl(input)
  const sent = curl && readMessages([curl], [])
  if (sent && sent.kind !== 'unknown') return sent
  const text = plainPaste(input)
  if (text === '') return { kind: 'empty' }
  const misplaced = misplacedIn(text)
  if (misplaced) return unknown({ code: misplaced })
  const found = readText(text)
  if (curl && (found === null || found.kind === 'unknown'))
    return unknown({ code: 'curl_unknown', seen: excerpt(curl.target, maxSeen) })
  return found ?? unknown({ code: 'not_recognised', seen: excerpt(text, maxSeen) })
}

/** What a text is. If no reader knows it, the reason of the first one that says why; null without any. */
function readText(text: string): Recognition | null {
  let refused: Recognition | null = null
  for (const read of readers) {
    const found = read(text)
    if (found && found.kind !== 'unknown') return found
    refused ??= found
  }
  return refused
}

/** The first message that is recognised counts: a redirect is often followed by the page of the app. */
function readHttp(text: string): Recognition | null {
  const http = readPastedHttp(text)
  if (!http) return null
  return readMessages(http.requests, http.responses)
}

function readMessages(
  requests: readonly RequestText[],
  responses: readonly HttpText[],
): Recognition | null {
  const document = documentInHttp(requests, responses)
  if (document) return { kind: 'document', document, issues: [] }
  const found = [...responses.map(readHttpResponse), ...requests.map(readHttpRequest)]
  const known = found.find((each) => each !== null && each.kind !== 'unknown')
  return known ?? found.find((each) => each !== null) ?? null
}

function readHttpResponse({ status, headers, body }: HttpText): Recognition | null {
  const location = header(headers, 'location')
  if (location && status >= 300 && status < 400) return readUrl(location)
  return readToken(body) ?? readObject(body, status, headers)
}

function readHttpRequest({ target, headers, body }: RequestText): Recognition | null {
  const form = formDecode(
    body
      .split('\n')
      .map((line) => line.trimEnd())
      .join(''),
  )
  const response = param(form, 'grant_type') === undefined ? readResponse(target, form) : null
  if (response) return { kind: 'response', url: target, ...response, issues: [] }
  const credentialHeaders = headers.filter(([name]) => name === 'authorization' || name === 'dpop')
  const inHeaders = credentialHeaders.map(([name, value]) => readAssignedToken(`${name}: ${value}`))
  const tokens = inHeaders.flatMap((each) => (each ? pastedTokens(each) : []))
  return tokensFound([...tokensIn(form), ...tokens]) ?? readUrl(target)
}

/** Header lines without their status line. */
function readHeaders(text: string): Recognition | null {
  const location = /^[ \t]{0,9}["']?location["']?:[ \t]{0,9}(\S.*)$/im.exec(text)?.[1]
  return location === undefined ? null : readUrl(plainPaste(location))
}

function readJson(text: string): Recognition | null {
  return text.startsWith('{') || text.startsWith('[') ? readObject(text, null, []) : null
}

/** Members that were copied without the braces of their object. */
function readMembers(text: string): Recognition | null {
  if (!/^"[^"\n]{1,200}"\s{0,9}:/.test(text)) return null
  const { value } = parseJson(`{${text.replace(/,$/, '')}}`)
  return isObject(value) ? readObject(JSON.stringify(value), null, []) : null
}

/** Names and values that are not JSON have the meanings of an object. */
function readPairs(text: string): Recognition | null {
  const pairs = parseJson(text).error === null ? null : pairsIn(text)
  if (!pairs) return null
  const members = pairs.map(([name, value]) => [
    name,
    name === 'expires_in' && /^\d{1,15}$/.test(value) ? Number(value) : value,
  ])
  const found = readObject(JSON.stringify(Object.fromEntries(members)), null, [])
  return found.kind === 'unknown' ? null : found
}

function readForm(text: string): Recognition | null {
  const form = formIn(text)
  const response = form && readResponse(form.action, form.params)
  return response && { kind: 'response', url: form.action, ...response, issues: [] }
}

/** The meanings of an object, tried in this order. */
function readObject(body: string, status: number | null, headers: Params): Recognition {
  const { value } = parseJson(body)
  return meaningOf(value, body, status) ?? readParBody(body, status, headers)
}

/** What a JSON value is, unless it may be a PAR response. */
function meaningOf(value: unknown, body: string, status: number | null): Recognition | null {
  if (Array.isArray(value)) return tokensInJson(value) ?? keysIn(value, body)
  if (!isObject(value) || typeof value['request_uri'] === 'string') return null
  const document = status === null ? documentInJson(value, body) : null
  if (document) return { kind: 'document', document, issues: [] }
  return (
    serializationIn(value, body) ??
    keysIn(value, body) ??
    metadataIn(value, body) ??
    responseIn(value) ??
    tokensInJson(value)
  )
}

/**
 * A bare request_uri must be a URN. Any other text may be anything: it is read as one after `request_uri=`.
 */
function readRequestUri(text: string): Recognition | null {
  const uri = decoded(text)
  return /^urn:[^\s?#]+$/i.test(uri) ? { kind: 'request-uri', requestUri: uri, issues: [] } : null
}

/** A URN in a query is percent-encoded. */
function decoded(text: string): string {
  return /^urn%3a[^\s?#&=]*$/i.test(text) ? (formDecode(`x=${text}`)[0]?.[1] ?? text) : text
}

function readUrl(text: string): Recognition | null {
  const repaired = repairUrl(text)
  if (!repaired) return null
  const { url, issues } = repaired
  const isRelative = /^[/?#]/.test(url)
  if (!isRelative && !parseUrl(url)) return null
  const response = readResponse(url)
  if (response && !isPastedRequest(response) && !(isRelative && isOnlyTokens(response.params)))
    return { kind: 'response', url, ...response, issues }
  return isRelative ? tokensInUrl(url) : readRequestUrl(url, issues)
}

function readRequestUrl(url: string, issues: readonly Issue[]): Recognition {
  const { query } = splitUrl(url)
  const params = query === null ? [] : formDecode(query)
  if (isRequest(params)) return readAuthorizeUrl(url, params, issues)
  const tokens = tokensFound(tokensIn(params))
  return tokens ?? unknown({ code: 'url_without_parameters', seen: excerpt(url, maxSeen) })
}

function tokensInUrl(url: string): Recognition | null {
  const { query, fragment } = splitUrl(url)
  return tokensFound([query, fragment].flatMap((part) => tokensIn(formDecode(part ?? ''))))
}

/**
 * The context of a pasted URL is unknown, so its parameters decide whether it is a request. A URL at its own
 * redirect_uri is a response.
 */
function isPastedRequest({ params, target }: ReadResponse): boolean {
  const names = new Set(params.map(([name]) => name))
  if (names.has('grant_type') && !names.has('state') && !names.has('iss')) return true
  if (credentials.some((name) => names.has(name))) return false
  const redirectUri = param(params, 'redirect_uri')
  return (
    names.has('response_type') && redirectUri !== undefined && !isSamePlace(redirectUri, target)
  )
}

/** Tokens that no response parameter accompanies belong on their own, not to a flow. */
function isOnlyTokens(params: Params): boolean {
  const has = (name: string) => param(params, name) !== undefined
  return (
    (has('id_token') || has('access_token')) &&
    !['code', 'error', 'response', 'state', 'iss'].some(has)
  )
}

/** Some servers send their token response as a form. */
function isTokenResponse(params: Params): boolean {
  return param(params, 'access_token') !== undefined && param(params, 'token_type') !== undefined
}

function isRequest(params: Params): boolean {
  const names = new Set(params.map(([name]) => name))
  return (
    names.has('request_uri') ||
    (names.has('client_id') && (names.has('request') || names.has('response_type')))
  )
}

function readAuthorizeUrl(url: string, params: Params, issues: readonly Issue[]): Recognition {
  const clientId = param(params, 'client_id') ?? null
  return {
    kind: 'authorize-url',
    url,
    clientId,
    requestUri: param(params, 'request_uri') ?? null,
    params,
    issues: clientId ? issues : [...issues, { code: 'client_id_missing' }],
  }
}

/** `request_uri=…`, the body of a form, or a query without its URL. */
function readParams(text: string): Recognition | null {
  const url = repairUrl(`?${text.replace(/^[?&]/, '')}`)?.url
  if (url === undefined || !/^\?[\w.-]{1,100}=/.test(url)) return null
  const params = formDecode(url.slice(1))
  const requestUri = param(params, 'request_uri')
  if (requestUri) return { kind: 'request-uri', requestUri, issues: [] }
  const response = readResponse(url)
  if (!response || isPastedRequest(response) || isOnlyTokens(params))
    return tokensFound(tokensIn(params), isTokenResponse(params) ? 'token-response' : 'text')
  // Neither a query nor a fragment: how the response was delivered is not known.
  return { kind: 'response', url: url.slice(1), ...response, issues: [] }
}

/** URLs in a text, such as a line of a log. */
function findUrl(text: string): Recognition | null {
  const found = urlsIn(text).map(readUrl)
  const known = found.find((each) => each !== null && each.kind !== 'unknown')
  return known && 'issues' in known
    ? { ...known, issues: [...known.issues, { code: 'text_around' }] }
    : null
}
