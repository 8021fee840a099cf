import { useEffect, useRef } from 'react'
import { announce } from '@/components/ui/announcer'
import { t } from '@/lib/i18n'
import type { CodeLine } from './code-line'

/** A code with less remaining time, in milliseconds, counts as low. */
const lowMs = 15_000

/**
 * Announces changes of the response, and once that its code is low and that it has expired. The
 * initial heading is part of the page.
 */
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
