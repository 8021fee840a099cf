import { useEffect, useRef } from 'react'
import { announce } from '@/components/ui/announcer'
import { t } from '@/lib/i18n'
import type { CodeLine } from './code-line'

/** A code that has this much time left, in milliseconds, is said to be low. */
const lowMs = 15_000

/** Says what became of the response, and once that its code is low and that it is out. The page itself says the first. */
export function useAnnouncements(heading: string, code: CodeLine | null, isOpen: boolean): void {
  const until = (isOpen && code?.span?.until) || null
  const said = useRef(heading)
  useEffect(() => {
    if (said.current === heading) return
    said.current = heading
    announce(heading)
  }, [heading])
  useEffect(() => {
    if (until === null) return
    const timers = [
      later(until - lowMs, () => announce(t('held.code.low'))),
      later(until, () => announce(t('held.code.out'))),
    ]
    return () => timers.forEach(clearTimeout)
  }, [until])
}

function later(at: number, run: () => void): ReturnType<typeof setTimeout> | undefined {
  const wait = at - Date.now()
  return wait > 0 ? setTimeout(run, wait) : undefined
}
