import { hostOf, middle } from './format'
import { t } from '@/lib/i18n'
import { consentIn } from '@/lib/oauth/consent'
import type { StoredRequest } from '@/lib/flow/model/stored-request'

const prefix = /^urn:ietf:params:oauth:request_uri:/i

/** The distinctive part of a request_uri, shortened to fit. */
function shortUri({ requestUri }: StoredRequest): string {
  return middle(requestUri.replace(prefix, ''), 24)
}

/** The label of the request, or otherwise its distinctive part. */
export function labelOf(request: StoredRequest): string {
  if (request.label) return request.label
  const { length } = consentOf(request).permissions
  if (length > 0) return t('popup.request.permissions', length)
  if (request.requestUri !== '') return shortUri(request)
  return request.authorizeUrl ? hostOf(request.authorizeUrl) : t('popup.request.unnamed')
}

/** Whether its label consists of words instead of protocol values. */
export function isWords(request: StoredRequest): boolean {
  return Boolean(request.label) || consentOf(request).permissions.length > 0
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

function consentOf({ requested }: StoredRequest) {
  return consentIn(requested.authorizationDetails)
}
