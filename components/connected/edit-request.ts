import type { Flow } from '@/lib/flow/model/flow'
import { sentAuthorization } from '@/lib/flow/read/sent-authorization'
import { authorizeParams } from '@/lib/oauth/authorize-params'
import type { Profile } from '@/lib/oauth/profile'
import { noValues, type RequestValues } from '@/lib/oauth/request-values'
import { valuesOfRequest } from '@/lib/oauth/values-of-request'
import { command } from '@/lib/state/actions'
import { useMirror } from '@/lib/state/mirror'

/**
 * Starts the draft that Edit and push… opens: what a flow sent, or what the profile sends. Without a flow, a draft
 * that exists already is kept.
 */
export async function startDraft(profile: Profile, flow: Flow | null): Promise<void> {
  const { id: profileId } = profile
  const known = useMirror.getState().requestDrafts[profileId]
  const at = Date.now()
  const draft =
    flow === null && known
      ? { ...known, startedAt: at }
      : {
          values: valuesFor(profile, flow),
          from: null,
          flowId: flow?.id ?? null,
          at,
          startedAt: at,
        }
  if (useMirror.getState().settings.currentProfileId !== profileId)
    await command('profileSelect', { id: profileId })
  await command('requestDraft', { profileId, draft })
}

function valuesFor(profile: Profile, flow: Flow | null): RequestValues {
  const sent = flow && sentAuthorization(flow)
  const own = authorizeParams(profile, {
    redirectUri: profile.redirectUris[0] ?? '',
    state: '',
    nonce: null,
    codeChallenge: '',
    dpopJkt: null,
  })
  return sent && 'params' in own ? valuesOfRequest(sent, own.params) : noValues
}
