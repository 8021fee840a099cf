import type { Flow } from '@/lib/flow/model/flow'
import type { Profile } from '@/lib/oauth/profile'
import { useMirror } from '@/lib/state/mirror'

/** The profile of a flow; null if it was removed or never existed. */
export function useFlowProfile({ profileId }: Pick<Flow, 'profileId'>): Profile | null {
  return useMirror(
    ({ profiles }) =>
      profiles.find(({ id, removedAt }) => id === profileId && removedAt === undefined) ?? null,
  )
}

/** The profile for new requests; null without a profile. */
export function useCurrentProfile(): Profile | null {
  return useMirror(
    ({ profiles, settings }) =>
      profiles.find(
        ({ id, removedAt }) => id === settings.currentProfileId && removedAt === undefined,
      ) ?? null,
  )
}
