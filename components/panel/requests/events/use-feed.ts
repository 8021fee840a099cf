import { useMirror } from '@/lib/state/mirror'
import type { EventFeed } from '@/lib/storage/event-feeds'

const none: EventFeed = { sets: [], last: null }

/** The event notifications of a profile. */
export function useFeed(profileId: string): EventFeed {
  return useMirror(({ eventFeeds }) => eventFeeds[profileId]) ?? none
}
