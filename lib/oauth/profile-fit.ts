import { clientAuthOf } from '@/lib/model/client-auth-methods'
import type { Issue } from '@/lib/model/issue'
import type { Metadata } from './metadata'
import type { ProfileDraft } from './profile'

/** What of a profile the published metadata speaks about. */
export type FitDraft = Pick<
  ProfileDraft,
  'clientAuth' | 'requestAs' | 'sendBy' | 'bindTokens' | 'scope' | 'responseType' | 'responseMode'
>

interface Fit {
  readonly draft: FitDraft
  /** The `alg` of the signing key; null where there is none. */
  readonly alg: string | null
  readonly metadata: Metadata
}

type Check = (fit: Fit) => readonly Issue[]

/** Values that a list of the metadata does not hold; nothing where the server publishes no list. */
function listed(member: string, values: (fit: Fit) => readonly (string | null)[]): Check {
  return (fit) => {
    const list: unknown = fit.metadata[member]
    if (!Array.isArray(list)) return []
    const missing = values(fit).filter((value) => value && !list.includes(value))
    return missing.map((value) => ({
      code: 'fit_not_listed',
      seen: value ?? '',
      expected: `${member}: ${list.join(' ')}`,
    }))
  }
}

/** A member that is true, where the profile does otherwise. */
function demanded(member: string, seen: (draft: FitDraft) => string | null): Check {
  return ({ draft, metadata }) => {
    const other = seen(draft)
    return metadata[member] === true && other !== null
      ? [{ code: 'fit_demanded', seen: other, expected: `${member}: true` }]
      : []
  }
}

/** A way to bind tokens that the server says nothing of. */
function unpublished(binding: FitDraft['bindTokens'], member: string): Check {
  return ({ draft, metadata }) =>
    draft.bindTokens === binding && !metadata[member]
      ? [{ code: 'fit_unpublished', seen: binding, expected: member }]
      : []
}

function signsWithKey({ clientAuth }: FitDraft): boolean {
  const { sendsAssertion, needs } = clientAuthOf(clientAuth.method)
  return sendsAssertion && needs === 'key'
}

const words = (text: string) => text.split(' ').filter((word) => word !== '')

const checks: readonly Check[] = [
  listed('token_endpoint_auth_methods_supported', ({ draft }) => [draft.clientAuth.method]),
  listed('token_endpoint_auth_signing_alg_values_supported', ({ draft, alg }) =>
    signsWithKey(draft) ? [alg] : [],
  ),
  listed('request_object_signing_alg_values_supported', ({ draft, alg }) =>
    draft.requestAs === 'request-object' ? [alg] : [],
  ),
  listed('scopes_supported', ({ draft }) => words(draft.scope)),
  listed('response_types_supported', ({ draft }) => [draft.responseType]),
  listed('response_modes_supported', ({ draft }) => [draft.responseMode]),
  demanded('require_pushed_authorization_requests', ({ sendBy }) =>
    sendBy === 'url' ? sendBy : null,
  ),
  demanded('require_signed_request_object', ({ requestAs }) =>
    requestAs === 'parameters' ? requestAs : null,
  ),
  unpublished('dpop', 'dpop_signing_alg_values_supported'),
  unpublished('certificate', 'tls_client_certificate_bound_access_tokens'),
]

/**
 * Where a profile does what the server's metadata does not promise. Nothing of it keeps the profile
 * from being saved: to be wrong on purpose is what a tester does.
 *
 * @see [RFC 8414](https://www.rfc-editor.org/rfc/rfc8414.html#section-2)
 */
export function fitIssues(fit: Fit): readonly Issue[] {
  return checks.flatMap((check) => check(fit))
}
