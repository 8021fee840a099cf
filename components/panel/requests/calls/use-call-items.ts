import { useCurrentProfile } from '@/components/connected/use-flow-profile'
import { t } from '@/lib/i18n'
import { emptyCall } from '@/lib/oauth/call-values'
import { command } from '@/lib/state/actions'
import { useMirror } from '@/lib/state/mirror'
import type { LibraryGroup, LibraryItem } from '../library'
import { useRemoved } from '../use-removed'
import { keepCallDraft, useCallDraft } from './call-drafts'

/** The items that are not saved: what is being edited, and the start of a new call. */
export const draftCallId = 'draft'
export const newCallId = 'new'

/** The resource calls of the current profile. A profile without any has the start of the first one. */
export function useCallItems(): readonly LibraryItem[] {
  const profile = useCurrentProfile()
  const profileId = profile?.id ?? ''
  const saved = useMirror(({ savedCalls }) => savedCalls)
  const runs = useMirror(({ callRuns }) => callRuns)
  const draft = useCallDraft(profileId)
  if (!profile) return []
  const own = saved.filter((each) => each.profileId === profileId && each.removedAt === undefined)
  const from = own.find(({ id }) => id === draft?.from)
  const last = (id: string) => {
    const run = runs[`${profileId} ${id}`]?.[0]
    const status = run?.status ?? null
    return { verdict: run?.verdict ?? null, status: status === null ? null : String(status) }
  }
  const items: readonly LibraryItem[] = [
    ...(draft
      ? [
          {
            id: draftCallId,
            name: from?.name ?? t('panel.calls.new_call'),
            ...last(from?.id ?? draftCallId),
            draft: true as const,
          },
        ]
      : []),
    ...own.map(({ id, name }) => ({ id, name, ...last(id) })),
  ]
  if (items.length > 0) return items
  return [{ id: newCallId, name: t('panel.calls.new_call'), status: null, verdict: null }]
}

/** The saved call that was removed last, while it can be restored; null without one. */
export function useRemovedCall() {
  const saved = useMirror(({ savedCalls }) => savedCalls)
  return useRemoved(
    saved,
    useCurrentProfile()?.id,
    (id) => void command('savedCallRestore', { id }),
  )
}

/** Starts a new call. */
export function useAddCall(): NonNullable<LibraryGroup['add']> {
  const profileId = useCurrentProfile()?.id
  return {
    label: t('panel.calls.new_call'),
    run: async () => {
      if (profileId === undefined) return null
      keepCallDraft(profileId, { values: emptyCall, from: null, at: Date.now() })
      return draftCallId
    },
  }
}
