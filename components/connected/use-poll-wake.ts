import { useEffect } from 'react'
import { command } from '@/lib/state/actions'
import { useMirror } from '@/lib/state/mirror'

/** Milliseconds that the background gets to send a poll by itself. */
const grace = 1000

/**
 * Wakes the background when a poll is due. The browser terminates it after 30 s without an event, and a timer is no
 * event, so a longer interval would end polling.
 */
export function usePollWake(): void {
  const nextAt = useMirror(({ flows }) => {
    const times = flows.flatMap(({ decoupled, removedAt }) =>
      decoupled && decoupled.nextAt !== null && removedAt === undefined ? [decoupled.nextAt] : [],
    )
    return times.length === 0 ? null : Math.min(...times)
  })
  useEffect(() => {
    if (nextAt === null) return
    const left = Math.max(0, nextAt - Date.now())
    const timer = setTimeout(() => void command('decoupledDue'), left + grace)
    return () => clearTimeout(timer)
  }, [nextAt])
}
