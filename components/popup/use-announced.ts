import { useEffect } from 'react'
import { announce } from '@/components/ui/announcer'
import { plainText } from '@/components/ui/prose'
import { t } from '@/lib/i18n'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { valueOf } from './latest'
import type { Verdict } from './verdicts'

/** A code with less remaining time, in milliseconds, counts as low. */
const lowMs = 15_000

interface Announced {
  /** The lifetime of its code in milliseconds. */
  readonly lifeMs: number
  readonly response: AuthorizationResponse
  readonly isNew: boolean
  readonly verdicts: Readonly<Record<string, Verdict>>
}

/**
 * Announces a new response with its failed checks, and later that its code is low and that it has
 * expired.
 */
export function useAnnounced({ lifeMs, response, isNew, verdicts }: Announced): void {
  const bad = Object.entries(verdicts).filter(([, verdict]) => verdict.bad)
  const summary = bad.map(([name, { text }]) => `${name}: ${plainText(text)}`).join(', ')
  const hasCode = valueOf(response, 'code') !== undefined
  const until = response.at + lifeMs
  useEffect(() => {
    if (isNew) announce([t('popup.dock.arrived'), summary].filter(Boolean).join('. '))
  }, [isNew, summary])
  useEffect(() => {
    if (!hasCode) return
    const timers = [
      later(until - lowMs, () => announce(t('popup.dock.low'))),
      later(until, () => announce(t('popup.dock.out'))),
    ]
    return () => timers.forEach(clearTimeout)
  }, [hasCode, until])
}

function later(at: number, run: () => void): ReturnType<typeof setTimeout> | undefined {
  const wait = at - Date.now()
  return wait > 0 ? setTimeout(run, wait) : undefined
}
