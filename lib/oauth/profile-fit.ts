import { clientAuthOf } from '@/lib/model/client-auth-methods'
import type { Issue } from '@/lib/model/issue'
import type { Metadata } from './metadata'
import type { ProfileDraft } from './profile'

/** The parts of a profile that are compared with the published metadata. */
export type FitDraft = Pick<
  ProfileDraft,
  'clientAuth' | 'requestAs' | 'sendBy' | 'bindTokens' | 'scope' | 'responseType' | 'responseMode'
>

interface Fit {
  readonly draft: FitDraft
  /** The `alg` of the signing key; null if the profile has no signing key. */
  readonly alg: string | null
  readonly metadata: Metadata
}

type Check = (fit: Fit) => readonly Issue[]

/**
 * Reports values that are missing from a list in the metadata. Reports nothing if the server does not publish
 * the list.
 */
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

/** Reports a value of the profile that contradicts a metadata member that is true. */
function demanded(member: string, seen: (draft: FitDraft) => string | null): Check {
  return ({ draft, metadata }) => {
    const other = seen(draft)
    return metadata[member] === true && other !== null
      ? [{ code: 'fit_demanded', seen: other, expected: `${member}: true` }]
      : []
  }
}

/** Reports a method of binding tokens that the metadata does not mention. */
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
 * Settings of a profile that the server's metadata does not promise to support. They do not prevent saving,
 * because a tester may send wrong requests on purpose.
 *
 * @see [RFC 8414](https://www.rfc-editor.org/rfc/rfc8414.html#section-2)
 */
export function fitIssues(fit: Fit): readonly Issue[] {
  return checks.flatMap((check) => check(fit))
}
