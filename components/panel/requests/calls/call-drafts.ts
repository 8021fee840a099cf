import { command } from '@/lib/state/actions'
import { useMirror } from '@/lib/state/mirror'
import { createDraftStore } from '@/components/connected/typed-drafts'

/** The resource calls that are being edited. */
export const {
  useDraft: useCallDraft,
  keep: keepCallDraft,
  forget: forgetCalls,
} = createDraftStore(
  (profileId) => useMirror(({ callDrafts }) => callDrafts[profileId]) ?? null,
  (profileId, draft) => void command('callDraft', { profileId, draft }),
)
