import { useCallback } from 'react'
import type { PanelScreen } from '@/lib/messaging/protocol'
import type { Profile } from '@/lib/oauth/profile'
import { startDraft } from '@/components/connected/edit-request'
import { command } from '@/lib/state/actions'
import { useHost } from '@/lib/state/host'
import { useMirror } from '@/lib/state/mirror'

/** The profiles, the current profile, and the function that opens the panel. */
export function usePopupState() {
  const host = useHost()
  const all = useMirror((state) => state.profiles)
  const currentId = useMirror((state) => state.settings.currentProfileId)
  const profiles = all.filter(({ removedAt }) => removedAt === undefined)
  const profile: Profile | null = profiles.find(({ id }) => id === currentId) ?? profiles[0] ?? null
  const openPanel = useCallback(
    async (flowId: string | null, screen: PanelScreen, pasted?: string) => {
      await command('panelOpen', { flowId, screen, ...(pasted !== undefined && { pasted }) })
      host.close()
    },
    [host],
  )
  return {
    profiles,
    profile,
    openPanel: (flowId: string | null, screen: PanelScreen = 'flows') =>
      void openPanel(flowId, screen),
    /** Opens the Requests screen with what a flow sent, or with what the profile sends. */
    edit: (own: Profile, flowId: string | null) =>
      void (flowId === null ? Promise.resolve(null) : command('flowRead', { id: flowId }))
        .then((flow) => startDraft(own, flow))
        .then(() => openPanel(null, 'requests')),
    /** Opens the Tokens screen with a pasted text. */
    inspect: (pasted: string) => openPanel(null, 'tokens', pasted),
    /** Opens the Server screen with a pasted metadata document. */
    judge: (pasted: string) => openPanel(null, 'server', pasted),
  }
}
