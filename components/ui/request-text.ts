import { hostOf, middle } from './format'
import { t } from '@/lib/i18n'
import { jsonArrayOf } from '@/lib/model/json'
import { shortTypeOf } from '@/lib/oauth/authorization-details'
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
  if (permissions > 0) return t('popup.request.permissions', permissions)
  if (request.requestUri !== '') return shortUri(request)
  return request.authorizeUrl ? hostOf(request.authorizeUrl) : t('popup.request.unnamed')
}

/** Whether its label consists of words instead of protocol values. */
export function isWords(request: StoredRequest): boolean {
  return Boolean(request.label) || consentOf(request).permissions > 0
}

/** The known facts apart from the client: its request_uri, or the details from the tester. */
export function factsOf(request: StoredRequest): string {
  const { expected, requested } = request
  if (request.source === 'parley') return factsOfOwn(request)
  const known = [
    expected.state !== null && 'state',
    expected.nonce !== null && 'nonce',
    requested.codeVerifier !== null && 'code_verifier',
  ].filter((name) => name !== false)
  if (known.length > 0) return t('popup.request.known', [known.join(', ')])
  if (request.label && request.requestUri !== '') return shortUri(request)
  return request.authorizeUrl
    ? hostOf(request.authorizeUrl)
    : t(request.par ? 'popup.request.from_par' : 'popup.request.from_uri')
}

/**
 * Parley knows the whole of a request that it pushed; the type of consent is the most informative.
 */
function factsOfOwn(request: StoredRequest): string {
  const { types } = consentOf(request)
  if (types.length > 0) return types.join(', ')
  return request.label && request.requestUri !== ''
    ? shortUri(request)
    : t('popup.request.from_parley')
}

interface Consent {
  /** The number of requested permissions. */
  readonly permissions: number
  /** The types without the namespace of their owner: `account-access-consent:v1.2`. */
  readonly types: readonly string[]
}

function consentOf({ requested: { authorizationDetails } }: StoredRequest): Consent {
  const details = jsonArrayOf(authorizationDetails ?? '') ?? []
  return {
    permissions: details.reduce((sum: number, detail) => sum + permissionsIn(detail, 3), 0),
    types: details.flatMap((detail) => shortTypeOf(detail) ?? []),
  }
}

/** Permissions are in the consent of an authorization detail, or in the detail itself. */
function permissionsIn(value: unknown, depth: number): number {
  if (typeof value !== 'object' || value === null || depth === 0) return 0
  return Object.entries(value).reduce(
    (sum, [name, member]: [string, unknown]) =>
      sum +
      (name === 'permissions' && Array.isArray(member)
        ? member.length
        : permissionsIn(member, depth - 1)),
    0,
  )
}
