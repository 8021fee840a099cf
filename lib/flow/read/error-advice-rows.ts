import type { Endpoint } from '@/lib/model/endpoint'
import { header } from '@/lib/model/http-text'
import { textIn, textsIn } from '@/lib/model/json'
import { param } from '@/lib/model/params'
import { detailTypes } from '@/lib/oauth/authorization-details'
import { errorCause } from '@/lib/oauth/error-causes'
import { assertionOf, hasCode, sentMethod, type ErrorFacts } from './error-facts'
import type { AdviceRow, Evidence } from './advice-rows'

/** Endpoints that authenticate the client. */
const clientEndpoints: ReadonlySet<`${Endpoint}-response`> = new Set([
  'par-response',
  'token-response',
  'introspection-response',
  'revocation-response',
])

/** Causes that the sent request and the metadata show. */
export const errorCauseRows: readonly AdviceRow<ErrorFacts>[] = [
  [
    'error_too_early',
    [],
    (facts) =>
      facts.response.status === 425 || hasCode(facts, 'TooEarly')
        ? waitOf(facts, String(facts.response.status))
        : null,
  ],
  ['rate_limited', [], (facts) => (facts.response.status === 429 ? waitOf(facts, '429') : null)],
  [
    'dpop_not_sent',
    ['RFC9449-5'],
    (facts) =>
      hasCode(facts, 'invalid_dpop_proof', 'use_dpop_nonce') && facts.request && !dpopOf(facts)
        ? {}
        : null,
  ],
  ['details_type_not_listed', ['RFC9396-10', 'RFC9396-5'], detailsType],
  [
    'scope_not_listed',
    ['RFC8414-2'],
    (facts) =>
      hasCode(facts, 'invalid_scope')
        ? notListed(facts, scopesOf(facts), 'scopes_supported')
        : null,
  ],
  [
    'grant_type_not_listed',
    ['RFC8414-2'],
    (facts) =>
      hasCode(facts, 'unsupported_grant_type')
        ? notListed(facts, sent(facts, 'grant_type'), 'grant_types_supported')
        : null,
  ],
  [
    'response_type_not_listed',
    ['RFC8414-2'],
    (facts) =>
      hasCode(facts, 'unsupported_response_type')
        ? notListed(facts, asList(facts.requested.responseType), 'response_types_supported')
        : null,
  ],
  [
    'client_auth_missing',
    ['RFC6749-2.3'],
    (facts) =>
      isClientRefused(facts) && facts.request && sentMethod(facts) === null
        ? { ...asExpected(textsIn(facts.metadata, 'token_endpoint_auth_methods_supported')) }
        : null,
  ],
  [
    'client_auth_not_listed',
    ['RFC8414-2'],
    (facts) =>
      isClientRefused(facts)
        ? notListed(facts, asList(listedMethod(facts)), 'token_endpoint_auth_methods_supported')
        : null,
  ],
  [
    'assertion_alg_not_listed',
    ['RFC8414-2'],
    (facts) =>
      isClientRefused(facts)
        ? notListed(
            facts,
            asList(textIn(assertionOf(facts)?.header ?? null, 'alg')),
            'token_endpoint_auth_signing_alg_values_supported',
          )
        : null,
  ],
  [
    'assertion_audience',
    ['RFC7523-3'],
    (facts) => {
      const aud = isClientRefused(facts) ? assertionOf(facts)?.payload?.['aud'] : undefined
      return aud === undefined ? null : { seen: `aud: ${textOf(aud)}` }
    },
  ],
  [
    'code_used',
    ['RFC6749-4.1.2'],
    (facts) => (hasCode(facts, 'invalid_grant') && facts.isCodeUsed ? {} : null),
  ],
  [
    'code_old',
    ['RFC6749-4.1.2'],
    (facts) =>
      hasCode(facts, 'invalid_grant') && !facts.isCodeUsed && (facts.codeAge ?? 0) >= oldSeconds
        ? { seen: `${facts.codeAge} s` }
        : null,
  ],
  [
    'token_redirect_uri_differs',
    ['RFC6749-4.1.3'],
    (facts) => {
      const [seen] = sent(facts, 'redirect_uri')
      const { redirectUri } = facts.requested
      return seen === undefined || redirectUri === null || seen === redirectUri
        ? null
        : { seen, expected: redirectUri }
    },
  ],
  ['gateway_page', [], gatewayPage],
]

/** Advice that needs only the response. It follows the advice that is more certain. */
export const errorCodeRows: readonly AdviceRow<ErrorFacts>[] = [
  [
    'error_code',
    ['RFC6749-5.2'],
    ({ errors }) => {
      const oauth = errors.find(({ dialect }) => dialect === 'oauth')
      return oauth ? { seen: oauth.code } : null
    },
  ],
  [
    'client_refused',
    ['RFC6749-5.2'],
    (facts) => (isClientRefused(facts) ? { seen: String(facts.response.status) } : null),
  ],
  [
    'server_fault',
    [],
    ({ response: { status } }) => ((status ?? 0) >= 500 ? { seen: String(status) } : null),
  ],
]

/** The advice for the codes of ecosystems, one for each cause. */
export function ecosystemAdvice({ errors }: ErrorFacts): ReadonlyMap<string, Evidence> {
  const found = new Map<string, Evidence>()
  for (const error of errors) {
    const cause = errorCause(error)
    const { code, path } = error
    if (cause && !found.has(`error_${cause}`))
      found.set(`error_${cause}`, { seen: path === null ? code : `${code}: ${path}` })
  }
  return found
}

/** Codes are short-lived; RFC 6749 recommends at most 10 minutes, FAPI 2.0 at most 60 seconds. */
const oldSeconds = 60

/** Whether the endpoint refused the client, by its code or, without one, by its status. */
function isClientRefused(facts: ErrorFacts): boolean {
  const { kind, status, body } = facts.response
  if (hasCode(facts, 'invalid_client')) return true
  const isUnexplained = facts.errors.length === 0 && !isHtml(body)
  return clientEndpoints.has(kind) && (status === 401 || status === 403) && isUnexplained
}

function dpopOf({ request }: ErrorFacts): string | undefined {
  return request ? header(request.headers, 'dpop') : undefined
}

/** mTLS has two methods, and the request does not show which of them it uses. */
function listedMethod(facts: ErrorFacts): string | null {
  const method = sentMethod(facts)
  return method === 'tls_client_auth' ? (facts.clientAuth?.method ?? null) : method
}

function detailsType(facts: ErrorFacts): Evidence | null {
  if (!hasCode(facts, 'invalid_request', 'invalid_authorization_details')) return null
  const types = detailTypes(facts.requested.authorizationDetails ?? '')
  return notListed(facts, types, 'authorization_details_types_supported')
}

function notListed(facts: ErrorFacts, values: readonly string[], member: string): Evidence | null {
  const listed = textsIn(facts.metadata, member)
  if (!listed) return null
  const known = new Set(listed)
  const missing = values.filter((value) => !known.has(value))
  return missing.length === 0 ? null : { seen: missing.join(' '), ...asExpected(listed) }
}

function asExpected(values: readonly string[] | null): Evidence {
  return values === null ? {} : { expected: values.join(' ') }
}

function asList(value: string | null): readonly string[] {
  return value === null ? [] : [value]
}

function sent({ request }: ErrorFacts, name: string): readonly string[] {
  return asList((request && param(request.params, name)) ?? null)
}

function scopesOf(facts: ErrorFacts): readonly string[] {
  const [scope] = sent(facts, 'scope')
  return (scope ?? facts.requested.scope ?? '').split(' ').filter(Boolean)
}

function waitOf({ response: { headers } }: ErrorFacts, status: string): Evidence {
  const retryAfter = header(headers, 'retry-after')
  return { seen: retryAfter ? `${status}, Retry-After: ${retryAfter}` : status }
}

function gatewayPage({ response: { body, status }, errors }: ErrorFacts): Evidence | null {
  return errors.length === 0 && isHtml(body) ? { seen: `${status}, HTML` } : null
}

function isHtml(body: string): boolean {
  return /^\s*<(?:!doctype|html|head|body)\b/i.test(body.slice(0, 1000))
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
