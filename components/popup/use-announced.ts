import { useEffect } from 'react'
import { announce } from '@/components/ui/announcer'
import { plainText } from '@/components/ui/prose'
import { t } from '@/lib/i18n'
import type { Verdict } from './verdicts'

/** A code with less remaining time, in milliseconds, counts as low. */
const lowMs = 15_000

interface Announced {
  /** When its code expires, in milliseconds since the epoch; null if no time runs. */
  readonly until: number | null
  /** No request is known for it. */
  readonly isAlone: boolean
  readonly isNew: boolean
  readonly verdicts: Readonly<Record<string, Verdict>>
}

/**
 * Announces a new response with its failed checks, and later that its code is low and that it has
 * expired.
 */
export function useAnnounced({ until, isNew, verdicts, isAlone }: Announced): void {
  const bad = Object.entries(verdicts).filter(([, verdict]) => verdict.bad)
  const summary = bad.map(([name, { text }]) => `${name}: ${plainText(text)}`).join(', ')
  useEffect(() => {
    if (!isNew) return
    const alone = isAlone ? t('ui.unsolicited.chip') : ''
    announce([t('popup.dock.arrived'), alone, summary].filter(Boolean).join('. '))
  }, [isNew, summary, isAlone])
  useEffect(() => {
    if (until === null) return
    const timers = [
      later(until - lowMs, () => announce(t('popup.dock.low'))),
      later(until, () => announce(t('popup.dock.out'))),
    ]
    return () => timers.forEach(clearTimeout)
  }, [until])
}

function later(at: number, run: () => void): ReturnType<typeof setTimeout> | undefined {
  const wait = at - Date.now()
  return wait > 0 ? setTimeout(run, wait) : undefined
}
