import { useEffect, useState, type CSSProperties } from 'react'
import { t } from '@/lib/i18n'
import { formatAge, formatAgo, formatClock, formatIso, formatLeft } from './format'

type Listener = (now: number) => void

const listeners = new Set<Listener>()
let timer: ReturnType<typeof setInterval> | undefined

function tick(): void {
  const now = Date.now()
  for (const listener of listeners) listener(now)
}

/** All clocks of a page tick together, and only while one of them listens. */
function listen(listener: Listener): () => void {
  listeners.add(listener)
  timer ??= setInterval(tick, 1000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** The time in milliseconds, updated every second until a given time. */
export function useNow(until = Number.POSITIVE_INFINITY): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const current = Date.now()
    // oxlint-disable-next-line react/set-state-in-effect -- this clock may have stood still
    setNow((old) => (current - old < 1000 ? old : current))
    if (current >= until) return
    const stop = listen((moment) => {
      setNow(moment)
      if (moment >= until) stop()
    })
    return stop
  }, [until])
  return now
}

/** A time of the current day, updated at midnight. */
export function useToday(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const left = new Date(now).setHours(24, 0, 0, 0) - now
    const midnight = setTimeout(() => setNow(Date.now()), left)
    return () => clearTimeout(midnight)
  }, [now])
  return now
}

/** A lifetime counts as low below this remaining time, or this share of it. */
const low = { ms: 15_000, share: 0.2 }

function lifeState(left: number, total: number): string {
  if (left <= 0) return 'is-out'
  return left < low.ms || left < total * low.share ? 'is-low' : ''
}

interface TimeLeftProps {
  readonly until: number
  /** The whole lifetime in milliseconds. */
  readonly total: number
  readonly title?: string
}

export function TimeLeft({ until, total, title }: TimeLeftProps) {
  const left = until - useNow(until)
  return (
    <span className={`left num ${lifeState(left, total)}`} title={title ?? t('ui.time.left')}>
      {formatLeft(left)}
    </span>
  )
}

interface TimeBarProps {
  readonly from: number
  readonly until: number
  /** The element that its context requires. */
  readonly as?: 'span' | 'dd'
}

/** A shrinking hairline; the number next to it has the same information. */
export function TimeBar({ from, until, as: Element = 'span' }: TimeBarProps) {
  const total = until - from
  const left = until - useNow(until)
  const share = total > 0 ? Math.min(1, Math.max(0, left / total)) : 0
  return (
    <Element
      className={`timebar ${lifeState(left, total)}`}
      style={{ '--left': share.toFixed(3) } as CSSProperties}
      aria-hidden="true"
    />
  )
}

/** How long ago something happened; the tooltip has the exact time. */
export function Age({ at }: { at: number }) {
  const iso = formatIso(at)
  return (
    <time dateTime={iso} title={iso}>
      {formatAge(useNow() - at)}
    </time>
  )
}

/** How long ago something happened, in words. Draws again only when the words change. */
export function useAgo(at: number): string {
  const [text, setText] = useState(() => formatAgo(Date.now() - at))
  useEffect(() => listen((now) => setText(formatAgo(now - at))), [at])
  return text
}

/** The local time of day; the tooltip has the date and the zone. */
export function Clock({ at }: { at: number }) {
  const iso = formatIso(at)
  return (
    <time dateTime={iso} title={iso}>
      {formatClock(at)}
    </time>
  )
}

/** How long ago something happened, for use in a sentence: "14 s ago". */
export function Ago({ at }: { at: number }) {
  const [before, after] = t('ui.time.ago', ['\n']).split('\n')
  return (
    <>
      {before}
      <Age at={at} />
      {after}
    </>
  )
}
