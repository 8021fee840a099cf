import { clientAuthNames, type ClientAuthMethod } from '@/lib/model/client-auth-methods'
import { textsIn } from '@/lib/model/json'
import type { Metadata } from './metadata'
import type { ProfileDraft } from './profile'
import { clientDefaults, withBasis } from './profile-defaults'
import { bindsByCertificate, bindsByDpop, suggestedRules } from './suggested-rules'

/**
 * A new profile with the settings that the metadata supports. `isChosen` keeps its rule profile.
 *
 * @see [RFC 8414](https://www.rfc-editor.org/rfc/rfc8414.html#section-2)
 */
export function fitToMetadata(
  draft: ProfileDraft,
  metadata: Metadata,
  { isChosen, now }: { readonly isChosen: boolean; readonly now: number },
): ProfileDraft {
  const ruleProfile = isChosen ? draft.ruleProfile : suggestedRules(metadata).ruleProfile
  const based = ruleProfile === draft.ruleProfile ? draft : withBasis(draft, { ruleProfile }, now)
  const defaults = clientDefaults[ruleProfile]
  return {
    ...based,
    clientAuth: { ...based.clientAuth, method: authOf(metadata, defaults.clientAuth.method) },
    sendBy: sendByOf(metadata, defaults.sendBy),
    requestAs:
      metadata['require_signed_request_object'] === true ? 'request-object' : defaults.requestAs,
    bindTokens: bindingOf(metadata, defaults.bindTokens),
  }
}

/** The usual method, or else the first supported one that Parley has. */
function authOf(metadata: Metadata, usual: ClientAuthMethod): ClientAuthMethod {
  const listed = textsIn(metadata, 'token_endpoint_auth_methods_supported') ?? []
  if (listed.length === 0 || listed.includes(usual)) return usual
  return clientAuthNames().find((method) => listed.includes(method)) ?? usual
}

function sendByOf(metadata: Metadata, usual: ProfileDraft['sendBy']): ProfileDraft['sendBy'] {
  if (typeof metadata['pushed_authorization_request_endpoint'] !== 'string') return 'url'
  return metadata['require_pushed_authorization_requests'] === true ? 'par' : usual
}

function bindingOf(
  metadata: Metadata,
  usual: ProfileDraft['bindTokens'],
): ProfileDraft['bindTokens'] {
  if (usual !== 'dpop' || bindsByDpop(metadata)) return usual
  return bindsByCertificate(metadata) ? 'certificate' : 'nothing'
}
