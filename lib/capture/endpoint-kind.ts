import type { Endpoint } from '@/lib/model/endpoint'
import type { Params } from '@/lib/model/params'
import { withoutQuery } from '@/lib/model/url'
import type { NetworkEntry } from './network-entry'
import type { Signs } from './oauth-signs'

type Sign = (signs: Signs, path: string) => boolean

const names =
  (...wanted: readonly string[]) =>
  (params: Params): boolean =>
    params.some(([name]) => wanted.includes(name))

const asksForTokens = names('grant_type')
const namesClient = names('client_id', 'client_assertion')
const asksForAuthorization = names('response_type', 'request')
const namesToken = names('token')

/** The features that identify each endpoint, the most reliable first. */
const shapes: readonly (readonly [Endpoint, Sign])[] = [
  [
    'token',
    ({ sent, received }) => asksForTokens(sent) || typeof received?.['access_token'] === 'string',
  ],
  ['par', isPush],
  [
    'introspection',
    ({ sent, received }, path) =>
      namesToken(sent) && (typeof received?.['active'] === 'boolean' || /introspect/i.test(path)),
  ],
  [
    'revocation',
    ({ sent }, path) =>
      namesToken(sent) && (names('token_type_hint')(sent) || /revo(?:ke|cation)/i.test(path)),
  ],
  [
    'userinfo',
    ({ token, received }, path) =>
      token !== null && (/userinfo/i.test(path) || typeof received?.['sub'] === 'string'),
  ],
  ['resource', ({ token, hasProof }) => token !== null || hasProof],
]

/** @see [RFC 9126](https://www.rfc-editor.org/rfc/rfc9126.html#section-2) */
function isPush({ sent, received }: Signs): boolean {
  const hasRequestUri = typeof received?.['request_uri'] === 'string'
  const isOther = received?.['auth_req_id'] !== undefined
  return hasRequestUri || (asksForAuthorization(sent) && namesClient(sent) && !isOther)
}

/**
 * The endpoint that a script called: the endpoint with this URL in the metadata (`known`), otherwise the
 * endpoint that the contents indicate. Null if it is not an OAuth endpoint.
 */
export function endpointOf(
  { loads, request }: NetworkEntry,
  signs: Signs,
  known: Endpoint | null = null,
): Endpoint | null {
  if (loads || request.method === 'OPTIONS') return null
  if (known) return known
  const path = withoutQuery(request.url)
  return shapes.find(([, fits]) => fits(signs, path))?.[0] ?? null
}
