import { hostOf, middle } from '@/components/ui/format'
import { t } from '@/lib/i18n'
import type { StoredRequest } from '@/lib/flow/request'

const prefix = /^urn:ietf:params:oauth:request_uri:/i

/** The part of a request_uri that differs from others, as far as it fits. */
function shortUri({ requestUri }: StoredRequest): string {
  return middle(requestUri.replace(prefix, ''), 24)
}

/** Its own name, else what tells it from others. */
export function labelOf(request: StoredRequest): string {
  if (request.label) return request.label
  if (request.requestUri !== '') return shortUri(request)
  return request.authorizeUrl ? hostOf(request.authorizeUrl) : t('popup.request.unnamed')
}

/** What is known of it beside its client: its request_uri, or what the tester told. */
export function factsOf(request: StoredRequest): string {
  const { expected, asked } = request
  const known = [
    expected.state !== null && 'state',
    expected.nonce !== null && 'nonce',
    asked.codeVerifier !== null && 'code_verifier',
  ].filter((name) => name !== false)
  if (known.length > 0) return t('popup.request.knows', [known.join(', ')])
  if (request.label && request.requestUri !== '') return shortUri(request)
  return request.authorizeUrl
    ? hostOf(request.authorizeUrl)
    : t(request.par ? 'popup.request.from_par' : 'popup.request.from_uri')
}
