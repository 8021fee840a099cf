import { parseUrl } from '@/lib/model/url'
import { t } from '@/lib/i18n'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour
const year = 365 * day

const units = [
  [year, 'ui.time.y'],
  [day, 'ui.time.d'],
  [hour, 'ui.time.h'],
  [minute, 'ui.time.min'],
  [second, 'ui.time.s'],
] as const

/** Milliseconds as `m:ss`, never below zero; two hours or more in their largest unit. */
export function formatLeft(ms: number): string {
  if (ms >= 2 * hour) return formatAge(ms)
  const seconds = Number.isFinite(ms) ? Math.max(0, Math.ceil(ms / second)) : 0
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** Milliseconds in their largest unit alone: "14 s", "2 min", "1 h". */
export function formatAge(ms: number): string {
  return spans(ms)[0] ?? t('ui.time.s', ['0'])
}

/** A length of time in its two largest units: "2 min 56 s"; empty below one second. */
export function formatDistance(ms: number): string {
  return spans(Math.abs(ms)).slice(0, 2).join(' ')
}

/** The distance of a time from now, positive in the future: "in 2 min 56 s", "2 min 4 s ago". */
export function formatRelative(ms: number): string {
  const distance = formatDistance(ms)
  if (distance === '') return t('ui.time.now')
  return t(ms < 0 ? 'ui.time.ago' : 'ui.time.in', [distance])
}

const inWords = new Intl.RelativeTimeFormat('en')
const wordUnits = [
  [year, 'year'],
  [day, 'day'],
  [hour, 'hour'],
  [minute, 'minute'],
  [second, 'second'],
] as const

/** A time in the past in words: "2 minutes ago". */
export function formatAgo(ms: number): string {
  const past = Number.isFinite(ms) ? Math.max(0, ms) : 0
  const [size, unit] = wordUnits.find(([length]) => past >= length) ?? [second, 'second']
  return inWords.format(-Math.floor(past / size), unit)
}

function spans(ms: number): readonly string[] {
  const found: string[] = []
  let rest = Number.isFinite(ms) ? Math.max(0, ms) : 0
  for (const [size, key] of units) {
    const count = Math.floor(rest / size)
    rest -= count * size
    if (count > 0) found.push(t(key, [String(count)]))
    else if (found.length > 0) break
  }
  return found
}

/** The time of the clock, with its date unless that is today. */
export function formatMoment(ms: number, now: number): string {
  const [date = '', time = ''] = formatIso(ms).slice(0, 19).split('T')
  return formatIso(now).startsWith(date) ? time : `${date} ${time}`
}

/** A time as ISO 8601 in local time with its offset from UTC; empty if it is invalid. */
export function formatIso(ms: number): string {
  const offset = -new Date(ms).getTimezoneOffset()
  const local = new Date(ms + offset * minute)
  if (Number.isNaN(local.getTime())) return ''
  return `${local.toISOString().slice(0, 19)}${offset < 0 ? '-' : '+'}${two(Math.abs(offset) / 60)}:${two(Math.abs(offset) % 60)}`
}

/** The local time of day without seconds: `10:42`; empty if it is invalid. */
export function formatMinute(ms: number): string {
  return formatIso(ms).slice(11, 16)
}

/** A day in the language of the browser: "26 Feb 2027"; empty if it is invalid. */
export function formatDay(ms: number): string {
  if (Number.isNaN(new Date(ms).getTime())) return ''
  return new Date(ms).toLocaleDateString(undefined, { dateStyle: 'medium' })
}

/** The local time of day: `14:32:07`. */
export function formatClock(ms: number): string {
  return formatIso(ms).slice(11, 19)
}

/** The day of a time in words: "Today, 24 November". */
export function dayOf(ms: number, now: number): string {
  const date = new Date(ms).toLocaleDateString('en-GB', { day: 'numeric', month: 'long' })
  const daysAgo = Math.round((midnight(now) - midnight(ms)) / day)
  if (daysAgo === 0) return t('ui.time.today', [date])
  return daysAgo === 1 ? t('ui.time.yesterday', [date]) : date
}

/** The start of the local day of a time. */
export const midnight = (ms: number) => new Date(ms).setHours(0, 0, 0, 0)

const two = (value: number) => String(Math.floor(value)).padStart(2, '0')

/** An opaque value in at most `length` characters, shortened in the middle: `73x9mA…uCcw`. */
export function middle(value: string, length: number): string {
  if (value.length <= length) return value
  const head = Math.ceil((length - 1) * 0.6)
  return `${value.slice(0, head)}…${value.slice(value.length - (length - 1 - head))}`
}

/** Host and port of a URL, or the text itself if it is not a URL. */
export function hostOf(url: string): string {
  return parseUrl(url)?.host || url
}

const kilobytes = new Intl.NumberFormat('en', {
  style: 'unit',
  unit: 'kilobyte',
  maximumFractionDigits: 0,
})

/** A number of octets in kB, rounded up. */
export function formatOctets(octets: number): string {
  return kilobytes.format(Math.ceil(octets / 1000))
}
