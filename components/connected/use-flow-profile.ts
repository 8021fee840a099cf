import type { Flow } from '@/lib/flow/model/flow'
import type { Profile } from '@/lib/oauth/profile'
import { useMirror } from '@/lib/state/mirror'

/** The profile of a flow; null where it is gone, or never was. */
export function useFlowProfile({ profileId }: Pick<Flow, 'profileId'>): Profile | null {
  return useMirror(
    ({ profiles }) =>
      profiles.find(({ id, removedAt }) => id === profileId && removedAt === undefined) ?? null,
  )
}

/** The profile that new requests are made with; null where there is none. */
export function useCurrentProfile(): Profile | null {
  return useMirror(
    ({ profiles, settings }) =>
      profiles.find(
        ({ id, removedAt }) => id === settings.currentProfileId && removedAt === undefined,
      ) ?? null,
  )
}
