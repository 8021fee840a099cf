import { isLoopback, parseUrl } from '@/lib/model/url'
import { authorizationErrors } from '@/lib/oauth/errors'
import { param } from '@/lib/model/params'
import type { AdviceRow } from './advice-rows'
import { statusOf, type RefusalFacts } from './refusal-facts'

const paramIn = ({ end: { request } }: RefusalFacts, name: string) => param(request.params, name)

/**
 * Problems with the request that can be found by comparison. The verdicts are the results of the request's
 * checks.
 */
export const causeRows: readonly AdviceRow<RefusalFacts>[] = [
  [
    'request_uri_used',
    ['RFC9126-4'],
    ({ stored }) =>
      stored?.usedAt == null ? null : { seen: new Date(stored.usedAt).toISOString() },
  ],
  [
    'request_uri_expired',
    ['RFC9126-2.2', 'RFC9126-4'],
    ({ stored, end: { request } }) =>
      stored?.expiresAt == null || request.at < stored.expiresAt
        ? null
        : {
            seen: seconds(request.at - stored.receivedAt),
            expected: seconds(stored.expiresAt - stored.receivedAt),
          },
  ],
  [
    'client_id_differs',
    ['RFC9126-2.2'],
    (facts) => {
      const seen = paramIn(facts, 'client_id')
      const expected = facts.stored?.clientId ?? undefined
      return seen === undefined || expected === undefined || seen === expected
        ? null
        : { seen, expected }
    },
  ],
  [
    'par_required',
    ['RFC9126-5', 'RFC9126-4'],
    (facts) =>
      facts.metadata?.['require_pushed_authorization_requests'] === true &&
      paramIn(facts, 'request_uri') === undefined
        ? {}
        : null,
  ],
  [
    'redirect_uri_relative',
    ['RFC6749-3.1.2'],
    ({ redirectUri }) =>
      redirectUri === null || parseUrl(redirectUri) ? null : { seen: redirectUri },
  ],
  [
    'redirect_uri_fragment',
    ['RFC6749-3.1.2'],
    ({ redirectUri }) => (redirectUri?.includes('#') ? { seen: redirectUri } : null),
  ],
  [
    'redirect_uri_differs',
    ['RFC6749-3.1.2.3'],
    ({ redirectUri, registered }) =>
      redirectUri === null ||
      registered === null ||
      registered.some((uri) => isAccepted(uri, redirectUri))
        ? null
        : { seen: redirectUri, expected: registered.join(' ') },
  ],
  [
    'error_code',
    ['RFC6749-4.1.2.1'],
    ({ end: { kind, error } }) =>
      kind === 'error-page' && error !== null && Object.hasOwn(authorizationErrors, error)
        ? { seen: error }
        : null,
  ],
]

const seconds = (milliseconds: number) => `${Math.floor(milliseconds / 1000)} s`

/**
 * Whether a server that knows one redirect_uri accepts another. They must be equal, except for the port of a
 * loopback address.
 *
 * @see [RFC 8252](https://www.rfc-editor.org/rfc/rfc8252.html#section-7.3)
 */
function isAccepted(registered: string, sent: string): boolean {
  return registered === sent || withoutPort(registered) === withoutPort(sent)
}

function withoutPort(uri: string): string {
  const url = parseUrl(uri)
  if (url?.protocol !== 'http:' || !isLoopback(url)) return uri
  url.port = ''
  return url.href
}

/** Codes on an error page that do not identify the problem. A plain status does not either. */
const vague: ReadonlySet<string> = new Set(['invalid_request', 'access_denied', 'server_error'])

/** Whether the error that ended the flow may concern this part of the request. */
function mayMean({ end: { kind, error } }: RefusalFacts, ...codes: readonly string[]): boolean {
  if (kind !== 'error-page' || error === null || /^\d{3}$/.test(error)) return true
  return vague.has(error) || codes.includes(error) || !known.has(error)
}

const known: ReadonlySet<string> = new Set([
  ...Object.keys(authorizationErrors),
  'invalid_client',
  'invalid_redirect_uri',
  'redirect_uri_mismatch',
])

/** Possible causes to look at if no problem is known. */
export const possibleRows: readonly AdviceRow<RefusalFacts>[] = [
  [
    'request_uri_unknown',
    ['RFC9126-2.2'],
    (facts) => {
      const seen = paramIn(facts, 'request_uri')
      return facts.stored === null && seen !== undefined && mayMean(facts, 'invalid_request_uri')
        ? { seen }
        : null
    },
  ],
  [
    'redirect_uri_missing',
    ['RFC6749-3.1.2.3'],
    (facts) =>
      facts.redirectUri === null &&
      ['request_uri', 'request'].every((name) => paramIn(facts, name) === undefined) &&
      mayMean(facts, 'invalid_redirect_uri', 'redirect_uri_mismatch')
        ? {}
        : null,
  ],
  [
    'redirect_uri_http',
    ['RFC9700-2.6'],
    ({ redirectUri }) => {
      const url = parseUrl(redirectUri ?? '')
      return url?.protocol === 'http:' && !isLoopback(url) ? { seen: redirectUri ?? '' } : null
    },
  ],
  [
    'redirect_uri_scheme',
    ['RFC8252-7.1'],
    ({ redirectUri }) => {
      const url = parseUrl(redirectUri ?? '')
      return url && !/^https?:$/.test(url.protocol) ? { seen: redirectUri ?? '' } : null
    },
  ],
  [
    'redirect_uri_registered',
    ['RFC6749-3.1.2.3', 'RFC6749-4.1.2.1'],
    (facts) =>
      facts.redirectUri !== null && mayMean(facts, 'invalid_redirect_uri', 'redirect_uri_mismatch')
        ? { seen: facts.redirectUri }
        : null,
  ],
  [
    'client_id_registered',
    ['RFC6749-4.1.2.1'],
    (facts) => {
      const seen = paramIn(facts, 'client_id')
      return seen !== undefined && mayMean(facts, 'invalid_client', 'unauthorized_client')
        ? { seen }
        : null
    },
  ],
  ['access_control', [], (facts) => ([401, 403].includes(statusOf(facts) ?? 0) ? {} : null)],
]
