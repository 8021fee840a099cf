import type { Flow } from '@/lib/flow/flow'
import type { Profile } from '@/lib/oauth/profile'
import { useMirror } from '@/lib/state/mirror'

/** The profile of a flow; null where it is gone, or never was. */
export function useFlowProfile({ profileId }: Pick<Flow, 'profileId'>): Profile | null {
  return useMirror(
    ({ profiles }) =>
      profiles.find(({ id, removedAt }) => id === profileId && removedAt === undefined) ?? null,
  )
}
