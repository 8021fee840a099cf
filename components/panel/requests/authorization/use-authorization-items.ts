import { useCurrentProfile } from '@/components/connected/use-flow-profile'
import { t } from '@/lib/i18n'
import { command } from '@/lib/state/actions'
import { useMirror } from '@/lib/state/mirror'
import type { LibraryItem } from '../library'
import { useRemoved } from '../use-removed'
import { useRequestDraft } from '@/components/connected/request/draft-store'
import { draftItemId, profileItemId } from '@/components/connected/request/use-request'

/** The authorization requests of the current profile. */
export function useAuthorizationItems(): readonly LibraryItem[] {
  const profile = useCurrentProfile()
  const profileId = profile?.id ?? ''
  const saved = useMirror(({ savedRequests }) => savedRequests)
  const runs = useMirror(({ requestRuns }) => requestRuns)
  const draft = useRequestDraft(profileId)
  if (!profile) return []
  const own = saved.filter((each) => each.profileId === profileId && each.removedAt === undefined)
  const from = own.find(({ id }) => id === draft?.from)
  const runOf = (id: string) => {
    const run = runs[`${profileId} ${id}`]
    const status = run && !run.accepted && run.status !== null ? String(run.status) : null
    return { verdict: run ? (run.accepted ? 'pass' : 'fail') : null, status } as const
  }
  return [
    ...(draft
      ? [
          {
            id: draftItemId,
            name: from?.name ?? t('panel.requests.new_request'),
            ...runOf(draftItemId),
            draft: true as const,
          },
        ]
      : []),
    {
      id: profileItemId,
      name: t('panel.requests.as_profile'),
      ...runOf(profileItemId),
      status: t('panel.requests.default'),
    },
    ...own.map(({ id, name }) => ({ id, name, ...runOf(id) })),
  ]
}

/** The draft that another screen started; null without one. */
export function useRequestedDraft() {
  const draft = useRequestDraft(useCurrentProfile()?.id ?? '')
  return draft && { itemId: draftItemId, at: draft.startedAt }
}

/** The saved request that was removed last, while it can be restored; null without one. */
export function useRemovedRequest() {
  const saved = useMirror(({ savedRequests }) => savedRequests)
  return useRemoved(
    saved,
    useCurrentProfile()?.id,
    (id) => void command('savedRequestRestore', { id }),
  )
}
