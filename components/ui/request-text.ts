import { formatMinute, formatDay, hostOf, middle } from './format'
import { t } from '@/lib/i18n'
import { consentIn, consentLeaves } from '@/lib/oauth/consent'
import type { StoredRequest } from '@/lib/flow/model/stored-request'

const prefix = /^urn:ietf:params:oauth:request_uri:/i

/** The distinctive part of a request_uri, shortened to fit. */
function shortUri({ requestUri }: StoredRequest): string {
  return middle(requestUri.replace(prefix, ''), 24)
}

/** The label of the request, or otherwise its distinctive part. */
export function labelOf(request: StoredRequest): string {
  if (request.label) return request.label
  const { permissions } = consentOf(request)
  if (permissions.length > 0) return t('popup.request.permissions', permissions.length)
  if (request.requestUri !== '') return shortUri(request)
  return request.authorizeUrl ? hostOf(request.authorizeUrl) : t('popup.request.unnamed')
}

/** The label with the time when it was added, which tells apart requests with the same label. */
export function nameOf(request: StoredRequest): string {
  return `${labelOf(request)}, ${formatMinute(request.addedAt)}`
}

/** Whether its label consists of words instead of protocol values. */
export function isWords(request: StoredRequest): boolean {
  return Boolean(request.label) || consentOf(request).permissions.length > 0
}

/**
 * Two lines that tell requests apart: what is asked for, then the bank, the end of the consent and the client.
 * The second is empty if nothing of it is known.
 */
export function linesOf(request: StoredRequest): readonly [content: string, target: string] {
  const consent = consentOf(request)
  const target = [
    ...consent.providers,
    ...consent.ends.map((end) => t('popup.request.until', [formatDay(end)])),
  ]
  return [contentOf(request, consent), (target.length > 0 ? target : othersOf(request)).join(', ')]
}

/** The permissions, or else the types of consent, the scope, or where the request comes from. */
function contentOf(request: StoredRequest, { permissions, types }: Consent): string {
  if (permissions.length > 0) return permissions.join(', ')
  if (types.length > 0) return types.join(', ')
  const { scope } = request.requested
  if (scope !== null && scope !== '') return scope
  return t(request.source === 'parley' ? 'popup.request.from_parley' : 'popup.request.unknown')
}

/** What is known of a request without a consent. */
function othersOf({ source, clientId, expected, requested }: StoredRequest): readonly string[] {
  const known = [
    expected.state !== null && 'state',
    expected.nonce !== null && 'nonce',
    requested.codeVerifier !== null && 'code_verifier',
  ].filter((name) => name !== false)
  return [
    clientId === null ? t('popup.request.no_client') : `client_id ${clientId}`,
    ...(source === 'pasted' && known.length > 0
      ? [t('popup.request.known', [known.join(', ')])]
      : []),
  ]
}

interface Consent extends ReturnType<typeof consentIn> {
  /** The banks that the user is sent to. */
  readonly providers: readonly string[]
  /** When the consents end, in milliseconds since the epoch. */
  readonly ends: readonly number[]
}

/** The spellings of Open Finance Malaysia and of the other open banking standards. */
const endMembers: ReadonlySet<string> = new Set([
  'expiration_datetime',
  'expirationDateTime',
  'ExpirationDateTime',
])

function consentOf({ requested: { authorizationDetails } }: StoredRequest): Consent {
  const leaves = consentLeaves(authorizationDetails)
  return {
    ...consentIn(authorizationDetails),
    providers: leaves.flatMap(([name, value]) => (name === 'dp_id' ? [value] : [])),
    ends: leaves
      .flatMap(([name, value]) => (endMembers.has(name) ? [Date.parse(value)] : []))
      .filter((end) => Number.isFinite(end)),
  }
}
