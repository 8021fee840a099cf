import { ask } from '@/components/connected/ask'
import type { Issue } from '@/lib/model/issue'
import { emptyCall, type CallValues } from '@/lib/oauth/call-values'
import type { Profile } from '@/lib/oauth/profile'
import { command } from '@/lib/state/actions'
import { useMirror } from '@/lib/state/mirror'
import { keepCallDraft, useCallDraft } from './call-drafts'
import { draftCallId, newCallId } from './use-call-items'

/** The selected call: its values, and what can be done with them. */
export interface EditedCall {
  readonly values: CallValues
  /** The values before the edit. */
  readonly saved: CallValues
  /** The item that the history belongs to: an edited call keeps the history of the saved one. */
  readonly historyId: string
  /** The saved call; null for the draft. */
  readonly savedId: string | null
  /** What Save as… replaces. */
  readonly from: { readonly id: string; readonly name: string } | null
  readonly isDraft: boolean
  readonly edit: (values: CallValues) => void
  readonly reset: () => void
  /** Saves the values under a name. Gives the issues that prevent it. */
  readonly save: (name: string, id: string | null) => Promise<readonly Issue[]>
  readonly remove: () => void
}

/** Reads and edits an item. An edit of a saved call becomes the draft. */
export function useCall(
  { id: profileId }: Profile,
  itemId: string,
  onSelect: (itemId: string) => void,
): EditedCall {
  const draft = useCallDraft(profileId)
  const all = useMirror(({ savedCalls }) => savedCalls)
  const isDraft = itemId === draftCallId && draft !== null
  const savedOne = all.find(({ id }) => id === itemId)
  const from = all.find(
    ({ id, removedAt }) => id === (isDraft ? draft.from : itemId) && removedAt === undefined,
  )
  const other = all.find(
    ({ id, profileId: of, removedAt }) =>
      of === profileId && removedAt === undefined && id !== savedOne?.id,
  )
  const values = (isDraft ? draft.values : savedOne?.values) ?? emptyCall
  return {
    values,
    saved: from?.values ?? emptyCall,
    historyId: from?.id ?? draftCallId,
    savedId: savedOne?.id ?? null,
    from: from ? { id: from.id, name: from.name } : null,
    isDraft,
    edit(next) {
      keepCallDraft(profileId, { values: next, from: from?.id ?? null, at: Date.now() })
      if (!isDraft) onSelect(draftCallId)
    },
    reset() {
      keepCallDraft(profileId, null)
      onSelect(from?.id ?? other?.id ?? newCallId)
    },
    async save(name, id) {
      const result = await ask(command('savedCallPut', { id, profileId, name, values }))
      if (!result.ok) return result.issues
      keepCallDraft(profileId, null)
      onSelect(result.id)
      return []
    },
    remove() {
      if (savedOne) void command('savedCallRemove', { id: savedOne.id })
      onSelect(other?.id ?? newCallId)
    },
  }
}
