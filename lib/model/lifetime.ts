/** The last moment that a Date can hold in any time zone, in milliseconds since the epoch. */
const lastMoment = 8.64e15 - 24 * 60 * 60_000

/** So many seconds after a moment, both as Date can hold them: servers say anything. */
export function momentAfter(at: number, seconds: number): number {
  return Math.max(-lastMoment, Math.min(at + seconds * 1000, lastMoment))
}

/** Seconds as servers write them: a number, or its digits in quotes; null where it is neither. */
export function secondsOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  return typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : null
}
