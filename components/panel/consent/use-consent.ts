import { useEffect, useMemo, useState } from 'react'
import { consentOf, type Consent } from '@/lib/consent/consent'
import type { Flow } from '@/lib/flow/model/flow'

/** The longest time that a timer can wait, in milliseconds. */
const longest = 2 ** 31 - 1

/** Whether a time has passed; false for null. */
function useIsPast(time: number | null): boolean {
  const [now, setNow] = useState(Date.now)
  const isPast = time !== null && now >= time
  useEffect(() => {
    if (time === null || isPast) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const wait = () => {
      timer = setTimeout(
        () => {
          setNow(Date.now())
          wait()
        },
        Math.min(Math.max(0, time - Date.now()), longest),
      )
    }
    wait()
    return () => clearTimeout(timer)
  }, [time, isPast])
  return isPast
}

/** The consent of a flow, compared again when it changes or expires; null without one. */
export function useConsent(flow: Flow, picked: string | null = null): Consent | null {
  const live = useMemo(() => consentOf(flow, 0, picked), [flow, picked])
  const expiry = live?.expiry ?? null
  const isPast = useIsPast(expiry)
  return useMemo(
    () => (isPast && expiry !== null ? consentOf(flow, expiry, picked) : live),
    [isPast, expiry, flow, picked, live],
  )
}
