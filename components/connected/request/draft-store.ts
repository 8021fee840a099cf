import { command } from '@/lib/state/actions'
import { useMirror } from '@/lib/state/mirror'
import { createDraftStore } from '../typed-drafts'

/** The authorization requests that are being edited. */
export const {
  useDraft: useRequestDraft,
  keep: keepDraft,
  forget: forgetTyped,
} = createDraftStore(
  (profileId) => useMirror(({ requestDrafts }) => requestDrafts[profileId]) ?? null,
  (profileId, draft) => void command('requestDraft', { profileId, draft }),
)
