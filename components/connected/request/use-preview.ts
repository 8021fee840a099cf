import { useEffect, useEffectEvent, useState } from 'react'
import { ask } from '@/components/connected/ask'
import { useHoldings } from '@/components/connected/can-push'
import type { RequestPreview } from '@/lib/messaging/request-commands'
import type { Issue } from '@/lib/model/issue'
import type { Profile } from '@/lib/oauth/profile'
import type { RequestValues } from '@/lib/oauth/request-values'
import { command } from '@/lib/state/actions'

/** Milliseconds without an input after which the preview is built. */
const pauseMs = 150

/** A preview is built anew this long before a signature in it expires, in milliseconds. */
const marginMs = 5_000

export interface Previewed {
  /** The last one that could be built; null before the first. */
  readonly preview: RequestPreview | null
  /** Why the values cannot be built; empty if they can. */
  readonly issues: readonly Issue[]
  /** The preview shows the values, and has not been sent. */
  readonly isCurrent: boolean
  /** Builds it anew: after it was sent, or where it cannot be sent any more. */
  readonly again: () => void
}

interface Built {
  readonly key: string
  readonly preview: RequestPreview | null
  readonly issues: readonly Issue[]
}

/** Keeps a preview of the values: after each change, and before its signatures expire. */
export function usePreview(profile: Profile, values: RequestValues): Previewed {
  const { keys, secrets } = useHoldings()
  const [round, setRound] = useState(0)
  const [built, setBuilt] = useState<Built | null>(null)
  const held = keys.map(({ id, kid, alg }) => `${id} ${kid} ${alg}`).join()
  const key = JSON.stringify([profile, values, held, secrets.includes(profile.id), round])
  const show = useEffectEvent((next: Built) =>
    setBuilt({ ...next, preview: next.preview ?? built?.preview ?? null }),
  )

  useEffect(() => {
    let isGone = false
    const timer = setTimeout(async () => {
      const result = await ask(command('requestPrepare', { profileId: profile.id, values }))
      if (isGone) return
      show(
        result.ok
          ? { key, preview: result.preview, issues: [] }
          : { key, preview: null, issues: result.issues },
      )
    }, pauseMs)
    return () => {
      isGone = true
      clearTimeout(timer)
    }
    // oxlint-disable-next-line react/exhaustive-deps -- the key has everything that the preview depends on
  }, [key])

  const until = built?.preview?.freshUntil ?? null
  useEffect(() => {
    if (until === null) return
    const timer = setTimeout(
      () => setRound((known) => known + 1),
      Math.max(1000, until - marginMs - Date.now()),
    )
    return () => clearTimeout(timer)
  }, [until])

  return {
    preview: built?.preview ?? null,
    issues: built?.key === key ? built.issues : [],
    isCurrent: built?.key === key && built.issues.length === 0,
    again: () => setRound(round + 1),
  }
}
