import type { FlowContext } from '@/lib/facts/flow-context'
import type { EndpointRequest, OAuthMessage } from '@/lib/flow/model/message'
import { jsonObjectOf } from '@/lib/model/json'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import { finding } from '../builders'
import { isFapi } from '../fapi'
import { given } from '../reading'
import { isReceived, isSuccess } from '../response-reading'
import { defineRule, type CheckResult } from '../rule'

/** How long a client may repeat a refresh whose response it may have lost, in milliseconds. */
const grace = 60_000

type Replaced = NonNullable<FlowContext['replaced']>

/**
 * After a rotation, the client uses the new refresh token. The server rejects the old one, except for a retry at
 * once.
 *
 * @see [RFC 9700](https://www.rfc-editor.org/rfc/rfc9700.html#section-4.14.2)
 */
export default defineRule({
  id: 'fl-refresh-rotation',
  on: 'flow',
  about: 'refresh_token',
  refs: ['RFC9700-4.14.2', 'OAUTH21-4.3.1', 'FAPI2-SP-5.3.2.1'],
  check({ message, flowContext: { replaced, request }, context }) {
    if (!replaced) return undefined
    if (message.kind === 'token-request') return ofClient(message, replaced)
    return message.kind === 'token-response' && request
      ? ofServer(message, request, replaced, context.ruleProfile)
      : undefined
  },
})

/** In Parley, the tester sends an old token on purpose. */
function ofClient({ source, at, params }: EndpointRequest, replaced: Replaced): CheckResult {
  if (source === 'parley' || given(params, 'refresh_token') === undefined) return undefined
  const late = at - replaced.at
  return late > grace ? [finding('client_kept', secondsText(late))] : undefined
}

function ofServer(
  message: OAuthMessage & { readonly kind: 'token-response' },
  request: EndpointRequest,
  { at, isNewUsed }: Replaced,
  profile: RuleProfile,
): CheckResult {
  const late = request.at - at
  if (late < 0 || !isReceived(message)) return undefined
  const isRetry = late <= grace && !isNewUsed
  if (isSuccess(message)) return isRetry ? [] : [finding('old_works', secondsText(late))]
  if (jsonObjectOf(message.body)?.['error'] !== 'invalid_grant') return undefined
  return isRetry && isFapi(profile) ? [finding('no_retry', secondsText(late))] : []
}

const secondsText = (milliseconds: number) => `${Math.round(milliseconds / 1000)} s`
