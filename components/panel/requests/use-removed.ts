import { useNow } from '@/components/ui/time'
import type { LibraryGroup } from './library'

/** How long something removed can be restored, in milliseconds. */
const undoMs = 60_000

interface Removable {
  readonly id: string
  readonly profileId: string
  readonly name: string
  readonly removedAt?: number
}

/** What a profile removed last, while it can be restored; null without it. */
export function useRemoved(
  all: readonly Removable[],
  profileId: string | undefined,
  restore: (id: string) => void,
): NonNullable<LibraryGroup['removed']> | null {
  const last = all
    .filter((each) => each.profileId === profileId && each.removedAt !== undefined)
    .toSorted((a, b) => (b.removedAt ?? 0) - (a.removedAt ?? 0))
    .at(0)
  const until = (last?.removedAt ?? 0) + undoMs
  const now = useNow(until)
  if (!last || now >= until) return null
  return { name: last.name, restore: () => restore(last.id) }
}
