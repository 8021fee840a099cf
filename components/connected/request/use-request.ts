import { command } from '@/lib/state/actions'
import { ask } from '@/components/connected/ask'
import type { Issue } from '@/lib/model/issue'
import type { Profile } from '@/lib/oauth/profile'
import { countValues, noValues, type RequestValues } from '@/lib/oauth/request-values'
import { useMirror } from '@/lib/state/mirror'
import { keepDraft, useRequestDraft } from './draft-store'

/** The items that are not saved: the draft, and what the profile sends without any change. */
export const draftItemId = 'draft'
export const profileItemId = 'profile'

/** The selected request: its values, and what can be done with them. */
export interface EditedRequest {
  readonly values: RequestValues
  /** The flow that the values are from; null for none. */
  readonly flowId: string | null
  /** The saved request; null for the draft and the profile. */
  readonly savedId: string | null
  /** What Save as… replaces: the saved request that the draft started from. */
  readonly from: { readonly id: string; readonly name: string } | null
  readonly isDraft: boolean
  /** Edits the values, as the draft. */
  readonly edit: (values: RequestValues) => void
  readonly reset: () => void
  /** Saves the values under a name. Gives the issues that prevent it. */
  readonly save: (name: string, id: string | null) => Promise<readonly Issue[]>
  readonly remove: () => void
}

/** Reads and edits an item. An edit of a saved request, or of the profile's, becomes the draft. */
export function useRequest(
  profile: Profile,
  itemId: string,
  onSelect: (itemId: string) => void,
): EditedRequest {
  const { id: profileId } = profile
  const draft = useRequestDraft(profileId)
  const saved = useMirror(({ savedRequests }) => savedRequests)
  const isDraft = itemId === draftItemId && draft !== null
  const savedOne = saved.find(({ id }) => id === itemId)
  const from = saved.find(
    ({ id, removedAt }) => id === (isDraft ? draft.from : itemId) && removedAt === undefined,
  )
  const values = (isDraft ? draft.values : savedOne?.values) ?? noValues
  return {
    values,
    flowId: isDraft ? draft.flowId : null,
    savedId: savedOne?.id ?? null,
    from: from ? { id: from.id, name: from.name } : null,
    isDraft,
    edit(next) {
      const at = Date.now()
      const start = isDraft ? draft : { from: savedOne?.id ?? null, flowId: null, startedAt: at }
      if (isDraft && countValues(next) === 0 && draft.from === null && draft.flowId === null) {
        keepDraft(profileId, null)
        onSelect(profileItemId)
        return
      }
      keepDraft(profileId, { ...start, values: next, at })
      if (!isDraft) onSelect(draftItemId)
    },
    reset() {
      keepDraft(profileId, null)
      onSelect(from?.id ?? profileItemId)
    },
    async save(name, id) {
      const result = await ask(command('savedRequestPut', { id, profileId, name, values }))
      if (!result.ok) return result.issues
      keepDraft(profileId, null)
      onSelect(result.id)
      return []
    },
    remove() {
      if (savedOne) void command('savedRequestRemove', { id: savedOne.id })
      onSelect(profileItemId)
    },
  }
}
